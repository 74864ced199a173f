"""What relating articles rests on: their wire credits, furniture, telling words and stories."""
