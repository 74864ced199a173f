"""The killed and injured counts of one incident, total and not part, over reports written for this test."""

from __future__ import annotations

from time import perf_counter

import pytest

from articles.reading import read
from articles.relating.casualties import casualties_in
from articles.relating.tolls import toll_of
from tests.checks.builders import article

REPORTS: tuple[tuple[str, int | None, int | None], ...] = (
    (
        "A bus plunged into a ravine near Tarn on Sunday, killing at least 14 people and injuring 23, police said.\nThree children were among the dead.\nIn 2019 a crash on the same road killed 31 people.",
        14,
        23,
    ),
    (
        "Two gunmen opened fire at a market in Selby on Friday, leaving nine people dead and 17 wounded.\nOne of the attackers was killed by police.",
        9,
        17,
    ),
    (
        "Officers found a man suffering from a gunshot wound on Mill Road early on Sunday.\nHe was pronounced dead at the scene.",
        1,
        None,
    ),
    ("Tobin Marsh died on Monday, two days after he was struck by a car in Holm.\nNobody has been charged.", 1, None),
    ("A shooting on Tuesday evening in Selby left one man dead and another hurt.", 1, 1),
    (
        "Calloway, 31, was killed on Saturday night outside a bar in Orrin.\nTwo bystanders survived their wounds.",
        1,
        2,
    ),
    ("A woman died in a shooting at a club in Tarn.\nTwo men ages 25 and 30 were injured.", 1, 2),
    ("An explosion at a fireworks factory killed seven workers and hurt a dozen others, officials said.", 7, 12),
    (
        "The death toll from the flood in Orrin rose to 43 on Tuesday, the disaster office said.\nOn Monday it had stood at 38.\nSome 120 people were injured.",
        43,
        120,
    ),
    (
        "Five people died and 11 were injured when a roof collapsed at a school in Norwick.\nTwo more died in hospital overnight, bringing the total to seven.",
        7,
        11,
    ),
    (
        "A car bomb killed six soldiers and two civilians in Veldany, the army said. Eight people died in all.\nTwenty-one were wounded.",
        8,
        21,
    ),
    ("A tornado tore through the town of Dunlow late Saturday, killing a woman and injuring eight people.", 1, 8),
    ("Police said a man was shot dead and three people were wounded in a shooting in Port Merrow.", 1, 3),
    (
        "At least 30 people have been killed and more than 100 injured in an earthquake in Sarve.\nAmong the dead were 12 children.",
        30,
        100,
    ),
    (
        "Nobody was killed in the fire, but 15 people were treated for smoke inhalation, the fire chief said.\nFour people were injured.",
        0,
        4,
    ),
    (
        "Three people were killed, including the gunman, and five others were injured in a shooting at a warehouse.",
        3,
        5,
    ),
    (
        "Rescuers have recovered 22 bodies from the wreck of the ferry.\nThe coast guard said 22 people had died and 9 were injured.",
        22,
        9,
    ),
    ("A train derailed outside Tarn on Monday, killing 19 and injuring 64, the railway said.", 19, 64),
    (
        "Suicide bombers struck two mosques, killing 27 people and wounding at least 50 others.\nLast month a similar attack killed 40.",
        27,
        50,
    ),
    (
        "The blast left 11 people dead. Another 32 people were wounded, hospital officials said.\nFour of the wounded are in critical condition.",
        11,
        32,
    ),
    (
        "Ten people, including four children, were killed when a helicopter crashed into a house. Six people on the ground were hurt.",
        10,
        6,
    ),
    (
        "A gunman killed eight people at a shopping mall in Dunlow before police shot him dead.\nSeven others were injured.",
        8,
        7,
    ),
    (
        "A landslide has killed at least 60 people and injured 15, the governor said on Thursday.\nThe toll is expected to rise.",
        60,
        15,
    ),
    (
        "The number of dead in the mine explosion climbed to 31 after two miners died of burns.\nEighteen miners remain in hospital.",
        31,
        18,
    ),
    ("Two people were killed and another four wounded in a knife attack in Selby.\nPolice arrested a man, 34.", 2, 4),
    ("A stampede at a concert killed 5 people and left 48 injured.\nThe venue holds 2,000.", 5, 48),
    ("Thirteen miners died and three were injured in a gas explosion, state media said.", 13, 3),
    (
        "A storm killed four people in the south and two in the north, for a total of six dead.\nTwelve people were hurt.",
        6,
        12,
    ),
    (
        "An airstrike on a village killed 16 people, among them nine women and children, and wounded 25, residents said.",
        16,
        25,
    ),
)


FORMS: tuple[tuple[str, int | None, int | None], ...] = (
    ("A man and his two sons were killed when their car left the road near Oster on Tuesday. His wife was hurt.", 3, 1),
    (
        "The driver and three passengers died in the collision, fire officials said. A fifth person was taken to hospital.",
        4,
        1,
    ),
    ("Police said 14 people, including the gunman, were killed. Another nine were wounded.", 14, 9),
    ("The death toll from the landslide rose to 12 from nine on Friday.", 12, None),
    ("The death toll from the landslide rose from nine to 12 on Friday.", 12, None),
    ("The toll now stands at 44, with 130 injured.", 44, 130),
    ("A woman was shot dead outside a bar in Melden on Friday night.", 1, None),
    ("A 34-year-old man was stabbed to death in Melden. Police have arrested a woman.", 1, None),
    ("Two people were killed and at least 30 wounded in a missile strike.", 2, 30),
    ("Militants ambushed a convoy, killing five soldiers and wounding seven others, the army said.", 5, 7),
    (
        "Some 60 passengers were injured, 12 of them seriously, when two trams collided in Dunlow. No one was killed.",
        0,
        60,
    ),
    ("Fire swept through a dormitory, leaving 17 girls dead and 13 others injured.", 17, 13),
    ("At least 21 killed in bus crash. The bus was carrying 48 passengers.", 21, None),
    ("A tour boat with 40 people aboard capsized on Sunday and eight drowned.", 8, None),
    ("A boat carrying 62 migrants sank off Tarn; at least 18 bodies have been recovered.", 18, None),
    ("The explosion claimed the lives of six workers.", 6, None),
    ("The fire took 11 lives. Seven people were hospitalised with burns.", 11, 7),
    ("The crash claimed 31 lives and left 12 people with serious injuries.", 31, 12),
    ("Ana Velk, 29, and her husband, Tor Velk, 31, died when a tree fell on their tent.", 2, None),
    ("Three members of one family and their neighbour were found dead at a house in Norwick.", 4, None),
    ("A teenager died and two of his friends were seriously injured in a quad bike crash.", 1, 2),
    ("A bomb blast in a market has left eight dead and 22 injured.", 8, 22),
    ("The shelling killed an elderly couple and wounded their grandson, the governor said.", 2, 1),
    (
        "Nine bodies were pulled from the rubble by nightfall. Thirty-four survivors are being treated in hospital.",
        9,
        34,
    ),
    ("A hundred and four people died in the sinking.", 104, None),
    ("Both pilots were killed when the aircraft came down in a field.", 2, None),
    ("All 19 people on board were killed when the plane hit the mountain.", 19, None),
    ("None of the 150 passengers was hurt when the train left the tracks.", None, 0),
    ("The tornado injured at least 30 people but there were no deaths.", 0, 30),
    ("A firefighter was killed and three colleagues injured when a roof came down on them.", 1, 3),
    ("The army said it had lost four soldiers in the attack. Six attackers were also killed.", 4, None),
    ("A suicide bomber killed himself and 11 worshippers at a shrine on Friday.", 11, None),
    ("The gunman shot four people dead before killing himself.", 4, None),
    ("An avalanche buried six climbers; four were found dead and two are missing.", 4, None),
    ("Police raised the number of injured to 45.", None, 45),
    ("Twelve people, most of them children, died; a further 20 were hurt.", 12, 20),
    ("More than 1,200 people have been killed and 3,400 injured in the earthquake.", 1200, 3400),
    (
        "At least seven persons, including three women, lost their lives and 20 others sustained injuries after a tractor overturned.",
        7,
        20,
    ),
    ("A second victim of Monday's shooting in Selby has died, police said.", 2, None),
    ("The accident left one dead and four injured.", 1, 4),
    ("One person has died and three others are in a critical condition after a house explosion.", 1, 3),
    ("Officials revised the toll down to 38 from 43.", 38, None),
    ("Hospital sources said 26 dead and 70 wounded had been brought in.", 26, 70),
    ("Two dozen people were killed and scores were hurt.", 24, None),
    ("A crowd crush at a temple killed half a dozen pilgrims and injured 16.", 6, 16),
    ("The quake, which struck at 3.12am, killed nine. In 1998 a quake in the region killed 4,000.", 9, None),
    (
        "Two cyclists have been killed after being hit by a lorry in Orrin. They were named as Pia Holt, 22, and Sven Arle, 24.",
        2,
        None,
    ),
    ("Three people are dead after a shooting at a bowling alley, and the suspect is in custody.", 3, None),
    ("A total of 53 people were injured, the health service said, and one, a woman of 70, later died.", 1, 53),
    ("Eleven people were taken to hospital after a chlorine leak at a pool in Dunlow.", None, 11),
    ("Police shot and killed a man armed with a knife on Sunday.", 1, None),
    ("The twins, both five, drowned in a pond.", 2, None),
    ("A toddler was killed and his mother injured when a wall collapsed.", 1, 1),
    ("Eight people lost their lives in a fire at a nightclub while 40 sustained burn injuries.", 8, 40),
    (
        "Five persons, including a couple and their three children, were charred to death when their van caught fire.",
        5,
        None,
    ),
    ("At least 10 migrants have died and dozens are missing.", 10, None),
    ("Rebels killed ten villagers and abducted thirty others.", 10, None),
    ("The bus overturned, injuring all 32 passengers and the driver.", None, 33),
    ("Sixteen coal miners have been confirmed dead, up from 11 on Monday; four remain trapped.", 16, None),
    (
        "Forty-two people died, 30 of them women, the interior ministry said. Another 70 people were injured, 15 of them critically.",
        42,
        70,
    ),
    ("The helicopter's three crew and two passengers were all killed.", 5, None),
    ("A grenade attack on a bar wounded nine people, two of them seriously, police said.", None, 9),
    ("A police officer was fatally shot and his partner wounded in Selby.", 1, 1),
    ("A pregnant woman and her unborn child died.", 2, None),
    ("Russian drones killed three in Kharny and one in Sumel overnight, the governors said.", 4, None),
    ("The blast killed two workers instantly; a third died in hospital.", 3, None),
    (
        "The number of people killed in the floods has climbed to 212, the disaster agency said; 33 are missing.",
        212,
        None,
    ),
    ("Six soldiers were killed, the army said, when a mine exploded under their truck. Eight were hurt.", 6, 8),
    ("Two passengers and the pilot of a small plane were killed when it crashed into a hangar.", 3, None),
    (
        "At least three people have been killed in protests. Since January, 90 people have died in similar unrest.",
        3,
        None,
    ),
    ("A car ploughed into a bus queue, killing one person and injuring seven, three seriously.", 1, 7),
    ("A fire at a hospital in Orrin killed 12 patients, two nurses and a security guard.", 15, None),
    (
        "Police in Selby say a fourth person has died after a car struck a group of runners on Sunday. The runner, a 51-year-old woman, died in hospital.",
        4,
        None,
    ),
    (
        "A four-year-old boy and his grandmother have died in a caravan fire near Tarn. Two firefighters were treated for smoke inhalation.",
        2,
        2,
    ),
    ("The number of casualties has reached 58, with 12 dead.", 12, None),
    ("Nineteen people died. That was three more than the authorities had said on Monday.", 19, None),
    (
        "Security forces shot dead seven protesters and wounded dozens in Veldany on Monday, a rights group said. The government put the number of dead at two.",
        7,
        None,
    ),
    ("Flooding in the Orrin valley has now killed 88 people, up from 71 a day earlier, and left 20 missing.", 88, None),
    ("An army helicopter crashed in fog on Monday, killing all nine on board, the defence ministry said.", 9, None),
    ("Of the 44 people on the coach, nine died and 31 were hurt.", 9, 31),
    ("Three of the five people on the boat were killed. The two others were hospitalised.", 3, 2),
    ("Two climbers fell to their deaths on the north face on Saturday.", 2, None),
    ("A father of two was killed and his brother badly hurt when a crane toppled.", 1, 1),
    ("Police found the bodies of a woman and three children in a flat in Dunlow.", 4, None),
    (
        "A truck crashed into a minibus, killing 14, most of them students. Seven others were seriously hurt, two of whom later died.",
        14,
        7,
    ),
    (
        "The mother, 38, and her three children were declared dead at the scene. The father survived with minor injuries.",
        4,
        1,
    ),
    ("At least 33 were killed, including 12 women and 8 children; 97 were wounded.", 33, 97),
    ("Seventeen soldiers and eight police officers were killed in twin attacks in the north.", 25, None),
    ("The attack killed 10 soldiers, four policemen and six civilians.", 20, None),
    ("A woman in her 70s has died after being struck by a bus. No one else was injured.", 1, 0),
    ("Hospital officials said they had received 15 bodies and 42 wounded.", 15, 42),
    ("The storm is blamed for at least 16 deaths across four states. The storm also left 40 injured.", 16, 40),
    ("Seven have died and 60 are ill after drinking tainted liquor.", 7, None),
    (
        "Thirty-one people, including 11 children, suffered injuries when a stage collapsed. One man was airlifted to hospital.",
        None,
        31,
    ),
    ("The collapse killed one worker and trapped three. Rescuers pulled them out alive on Tuesday.", 1, None),
    ("A 22-year-old motorcyclist died at the spot while his pillion rider suffered serious injuries.", 1, 1),
    ("As many as 19 devotees were killed and over 40 injured in a stampede at the temple.", 19, 40),
    ("Police said the suspect killed his wife and two stepchildren before turning the gun on himself.", 3, None),
    ("Two teenage girls stabbed at a dance class have died. Nine other children were injured, six critically.", 2, 9),
    (
        "A drone attack killed a 60-year-old man and injured his wife, the governor of Sumel said. In total, seven people were killed across the country overnight.",
        1,
        1,
    ),
    ("One person was killed and 11 others, among them three children, were injured in a gas explosion.", 1, 11),
    ("At least four people have lost their lives after heavy rain. Two of the dead were brothers.", 4, None),
    ("Emergency services treated 24 people at the scene, of whom nine were taken to hospital.", None, 24),
    ("The train struck a van at a crossing, killing both occupants.", 2, None),
    (
        "The train struck a van at a crossing, killing its driver and two passengers and slightly injuring the train driver.",
        3,
        1,
    ),
    (
        "A blaze in a clothing factory has killed at least 45 workers, most of whom were women. Police arrested two managers. Fires are common: 112 workers died in a factory fire in 2012.",
        45,
        None,
    ),
    (
        "A gunman opened fire at a school, killing three children and three adults. The 28-year-old attacker was shot dead by police.",
        6,
        None,
    ),
    ("Rescuers pulled 16 people alive from the rubble. Nine are confirmed dead.", 9, None),
    ("An elderly man who was hit by a tram in Orrin has died of his injuries.", 1, None),
    ("Eight people were confirmed to have died, among them the pilot.", 8, None),
    ("Two of three miners trapped since Monday have been found dead.", 2, None),
    ("The blast tore through the plant at 8am, leaving six workers with burns.", None, 6),
    ("Casualties: 12 dead, 30 injured, four missing.", 12, 30),
    ("Twenty-two people have been killed and another 100 wounded since fighting broke out in Tarn on Friday.", 22, 100),
    (
        "The health ministry said on Tuesday that 26 people had been killed over the past 24 hours, and that 140 had been injured.",
        26,
        140,
    ),
    ("Officials said it was too early to give a death toll, but at least 20 people were hurt.", None, 20),
    ("A pilot was killed and her passenger is in a serious condition after a microlight crash.", 1, 1),
    ("A small plane crashed in woodland near Melden, killing the pilot, the only person on board.", 1, None),
    ("Tens of thousands fled. Sixty have died so far, according to the civil defence.", 60, None),
    ("Fire killed nobody but 14 cattle died in the barn.", 0, None),
    (
        "Three Norwegian tourists were among 11 people killed when a tour bus overturned. Another 22 passengers were injured.",
        11,
        22,
    ),
    (
        "Nine people died, four of whom were under 18, and 17 were taken to hospital, three in critical condition.",
        9,
        17,
    ),
    ("Two brothers, aged 8 and 10, drowned in a quarry on Sunday afternoon.", 2, None),
    ("Doctors said 17 of the injured were in a serious condition. Thirty-eight people were injured in all.", None, 38),
    ("Gunmen killed the mayor and two of his bodyguards.", 3, None),
    ("Gunmen killed a village head, his wife and their son.", 3, None),
    (
        "The rockets hit a market, killing at least nine, among them a mother and her baby, and injuring more than 50.",
        9,
        50,
    ),
    ("The coroner identified the three dead as Al Rowe, 40, Bo Rowe, 12, and Cy Rowe, 9.", 3, None),
    ("Police said that 12 people had died in the wreck, correcting an earlier figure of 14.", 12, None),
    ("Some 13 people lost their life, a spokesman said.", 13, None),
    (
        "Six killed as van plunges into canal. The dead have been identified. All the six were members of a wedding party.",
        6,
        None,
    ),
    ("A soldier was martyred and two terrorists were killed in an operation.", 1, None),
    ("At least one person was killed and several injured.", 1, None),
    ("Nobody was injured in the blaze, which gutted three shops.", None, 0),
    ("There were no reports of injuries.", None, None),
    (
        "Three women and a child were among those who died when the ferry sank. In all, 17 bodies have been recovered.",
        17,
        None,
    ),
    (
        "A gunman opened fire in a shopping centre in Norwick on Saturday. Police said he had killed three people and injured six before he was overpowered.",
        3,
        6,
    ),
    (
        "A strong earthquake shook Sarve on Tuesday. The civil protection agency counted 41 dead and more than 300 injured by evening.",
        41,
        300,
    ),
    (
        "Two Indian nationals are among the four killed in the crane collapse, the embassy said. Seven others are in hospital.",
        4,
        7,
    ),
    ("Fourteen-year-old Pia Holt died after being hit by a car in Selby. Her friend, 15, has a broken leg.", 1, 1),
    ("The driver of a lorry has been charged after a crash that left three people dead on the A1 near Orrin.", 3, None),
    ("A court heard how Tor Velk killed his parents with an axe in 2021.", None, None),
    ("Troops killed 30 insurgents in an airstrike on their camp, the army said. Two soldiers were wounded.", 30, 2),
    ("Police shot dead two suspected robbers in Dunlow. No officers were hurt.", 2, 0),
    ("One firefighter died and 12 were hurt battling the blaze.", 1, 12),
    ("A passenger plane with 68 people on board crashed in the hills. Rescuers found no survivors.", 68, 0),
    ("Villagers buried 21 of the victims on Sunday. The attack on Friday night claimed 24 lives.", 24, None),
    ("The death of a fourth miner was confirmed on Thursday. Three bodies were brought up on Wednesday.", 4, None),
    ("A couple in their 60s died in a house explosion; neighbours escaped unhurt.", 2, None),
    ("Seven people, among them a policeman, were injured by a parcel bomb.", None, 7),
    ("The blast injured seven, including a policeman, and no deaths were reported.", 0, 7),
    (
        "Five members of the same family have been killed in a crash. A sixth, a girl aged four, is in a critical condition.",
        5,
        1,
    ),
    ("As many as 12 people drowned and eight swam to safety when a canoe capsized.", 12, None),
    (
        "At least 40 inmates were killed and 27 injured in a riot at a prison, officials said. Prison riots have killed more than 400 inmates since 2021.",
        40,
        27,
    ),
    (
        "Twelve tourists, including four Britons, were killed and 19 hurt, four seriously, when their coach left the road.",
        12,
        19,
    ),
    ("Three Red Crescent volunteers lost their lives when a shell hit their ambulance.", 3, None),
    ("The ministry put the toll at 61 dead and 140 injured.", 61, 140),
    ("Hospitals in the city received the bodies of 18 people and treated 60 others.", 18, 60),
    ("One man drowned and another was rescued after their boat overturned.", 1, None),
    (
        "The body of a missing climber has been found on Mount Tarn, police said. He had been missing since Monday.",
        1,
        None,
    ),
    ("A woman's body was recovered from the river in Norwick on Sunday.", 1, None),
    ("A cyclist in her thirties died in a collision with a van. The van driver, a man of 44, was arrested.", 1, None),
    ("Protesters clashed with police; two demonstrators were shot dead and 15 policemen wounded.", 2, 15),
    (
        "Twenty people were hurt, two of them critically, after a marquee collapsed at a wedding in Tarn. Nobody died.",
        0,
        20,
    ),
    ("Both drivers died at the scene and a passenger was flown to hospital.", 2, 1),
    ("An explosion in a coal mine has killed at least eight miners; the fate of 11 others is unknown.", 8, None),
    (
        "Heavy rain has caused landslides that killed nine people in the district, bringing the number of monsoon deaths this season to 93.",
        9,
        None,
    ),
    ("The US military said the strike killed six people it described as smugglers.", 6, None),
    ("A knife attacker wounded four people on a train. He was shot by police and died.", None, 4),
    (
        "Three people were killed, and three others injured, one of them seriously, after a tree fell on a bus shelter.",
        3,
        3,
    ),
    (
        "Police said on Thursday that the bodies of a man, a woman and two boys had been discovered at the farmhouse.",
        4,
        None,
    ),
    (
        "Twin bombings killed 9 in Kharny and 6 in Sumel. The total of 15 makes it the deadliest day this year.",
        15,
        None,
    ),
    ("A microbus collided head-on with a pickup, leaving 11 people, all farm workers, dead.", 11, None),
    (
        "Eighteen football supporters died on their way home from a match. Their bus burst a tyre. Thirty others sustained varying degrees of injury.",
        18,
        30,
    ),
    (
        "Seven persons were roasted alive in an auto crash along the expressway. Five persons sustained injuries of varying degrees.",
        7,
        5,
    ),
    ("A building under construction caved in, killing a mason on the spot and leaving four labourers injured.", 1, 4),
    ("Four security personnel attained martyrdom while 13 terrorists were killed.", 4, None),
    ("Police opened fire, killing one. The union says three died.", 1, None),
    ("At least five people have died and hundreds have been sickened by cholera.", 5, None),
    ("A British backpacker has died and his girlfriend is in intensive care after a scooter crash.", 1, 1),
    ("Officials in Sarve confirmed 16 fatalities and said 45 people had been treated for injuries.", 16, 45),
    ("A three-year-old boy was swept away and drowned; his body was found on Friday.", 1, None),
    ("A man has admitted killing two women in a crash last March.", None, None),
    ("Six of the 22 crew were killed when the tanker caught fire, the owner said.", 6, None),
    ("The tanker's 22 crew were rescued; none was hurt.", None, 0),
    ("No one was killed but three homes were destroyed.", 0, None),
    (
        "Ms Lind, 44, was pronounced dead at the scene. Her passenger, a 30-year-old man, suffered life-threatening injuries.",
        1,
        1,
    ),
    ("Police named the three people who died in the fire as Al Rowe, 40, and his sons.", 3, None),
    ("The tribal clashes have left 70 dead since Friday, medics said.", 70, None),
    ("One worker was crushed to death and another lost a leg.", 1, None),
    ("Thieves killed a watchman during a robbery.", 1, None),
    ("A Ukrainian drone struck a beach, killing a couple and their two children, Russian officials said.", 4, None),
    ("Doctors said a baby was the ninth victim to die.", 9, None),
    (
        "An overloaded dinghy carrying some 50 people sank off the coast, leaving at least 23 missing and three dead.",
        3,
        None,
    ),
    (
        "A pick-up truck hit a roadside bomb, killing four members of one family, the district chief said. Three others, including an infant, were wounded.",
        4,
        3,
    ),
    ("A school bus driver and nine pupils were hurt when their vehicle overturned. There was no loss of life.", 0, 10),
    ("Two bodies have been found in the search for three fishermen missing since Saturday.", 2, None),
    ("The government said 36 people had lost their lives; opposition leaders spoke of more than 100.", 36, None),
    ("An Ostwick man has died in hospital, a week after he was struck by a van. He was 61.", 1, None),
    ("Three teenagers have been killed after their car hit a tree. A fourth is fighting for his life.", 3, 1),
    (
        "Nearly 40 villagers were slaughtered when gunmen raided a hamlet, a local chief said. The police spokesman said 17 had died.",
        40,
        None,
    ),
    (
        "Seventeen persons sustained minor injuries as a bus rolled over near Velkar. No casualty was reported.",
        None,
        17,
    ),
    ("At least 12 dead, 40 hurt in market blast, officials say.", 12, 40),
    ("The gas leak killed eleven, hospitalised 200 and forced thousands from their homes.", 11, 200),
    (
        "Four Palestinians, including a 15-year-old boy, were killed by Israeli fire on Tuesday, the health ministry said.",
        4,
        None,
    ),
    ("A man, his wife and their three children perished when fire gutted their home.", 5, None),
    ("Police recovered three bodies from the car, those of a man and two women.", 3, None),
    ("A 9-year-old girl and two women died in the stampede, which also left 12 people injured.", 3, 12),
    ("The military said six of its soldiers and 14 fighters died in the clash.", 20, None),
    ("Rockets killed a farmer and his cow in the border village.", 1, None),
    ("As of Friday, 1,045 people had died and 3,200 had been injured in the floods, the agency said.", 1045, 3200),
    ("Another 14 people died overnight, taking the death toll from the heatwave to 96.", 96, None),
    ("It was not immediately clear how many people were hurt.", None, None),
    ("Two women were killed by a falling tree in separate incidents, while a third was injured.", 2, 1),
    ("Eight prisoners and a warder are dead after a fire at Norwick jail.", 9, None),
    ("Two trams collided head-on in the city centre, and 27 passengers had to be taken to hospital.", None, 27),
    ("A suicide attack on a wedding party has left 63 dead and more than 180 wounded.", 63, 180),
    ("Three miners were pulled out dead and two alive from a collapsed shaft.", 3, None),
    ("Thirteen people including the pilot were confirmed dead after the helicopter went down in a lake.", 13, None),
    ("The collapse, the worst since 1994, killed 27 workers and injured dozens.", 27, None),
    (
        "No fewer than 15 travellers lost their lives on Wednesday along the Tarn-Selby road. The corps commander said 22 people were involved, with seven injured.",
        15,
        7,
    ),
    ("The coroner said Tor Velk, 19, and Pia Holt, 18, had died at the scene.", 2, None),
    ("Thousands marched in memory of the 43 people killed when the bridge fell.", 43, None),
    ("The fire injured nobody.", None, 0),
    ("Gunmen abducted 12 pupils and killed a teacher.", 1, None),
    ("Four people have been hurt in a dog attack in Selby. Two of them are in hospital.", None, 4),
    ("One dead, five missing after boat capsizes off Tarn.", 1, None),
    ("A hospital official said 70 wounded people and 12 corpses had been brought in.", 12, 70),
)
"""One way each of telling a count, a part of one, another incident's or nobody's."""


@pytest.mark.parametrize(("report", "killed", "injured"), REPORTS + FORMS)
def test_the_counts_of_an_incident_are_those_of_all(report: str, killed: int | None, injured: int | None) -> None:
    toll = toll_of(read(article(report)))
    assert (toll.killed and toll.killed.people, toll.injured and toll.injured.people) == (killed, injured)


def test_parts_are_added_where_the_report_gives_no_whole() -> None:
    toll = toll_of(read(article("A car bomb killed six soldiers and two drivers in Veldany, the army said.")))
    assert toll.killed is not None
    assert (toll.killed.people, [figure.text for figure in toll.killed.figures]) == (8, ["six", "two"])


def test_a_report_without_victims_has_no_toll() -> None:
    toll = toll_of(read(article("The council approved 12 new buses for the valley, the clerk said.")))
    assert (toll.killed, toll.injured) == (None, None)


def test_a_headline_gives_the_count_that_the_sentences_leave_out() -> None:
    reading = read(article("The bus left the road near Tarn in fog. The road was closed for five hours."))
    toll = toll_of(reading, "Eight die as bus leaves road")
    assert toll.killed is not None
    assert (toll.killed.people, toll.injured) == (8, None)
    assert toll_of(reading).killed is None


def test_the_figures_of_a_count_are_those_of_the_body() -> None:
    body = "Gunmen attacked a post. They killed 12 soldiers and wounded 9, the army said. In 2019 an attack killed 40."
    toll = toll_of(read(article(body)))
    assert toll.killed is not None
    assert [body[figure.start : figure.end] for figure in toll.killed.figures] == ["12"]


@pytest.mark.parametrize(
    "piece",
    [
        "Two-year-old, ",
        "with 3 men and 4 women and ",
        "the body of a second ",
        "two men and a woman and ",
        "killed ",
        "a man, 12, ",
        "number of dead ",
        "no one ",
        "the worst since ",
        "from ",
        "7 ",
    ],
)
def test_a_hostile_sentence_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        sentence = piece * times
        started = perf_counter()
        casualties_in(sentence)
        return perf_counter() - started

    assert min(seconds(200_000) for _ in range(2)) < 30 * max(0.02, min(seconds(400) for _ in range(3)))
