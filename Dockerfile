# One image for every part of a desk: the server and its replicas, the workers, the Dask scheduler and its readers.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SECOND_SOURCE_DATA_DIR=/data \
    SECOND_SOURCE_SERVER_HOST=0.0.0.0

WORKDIR /app

# what seldom changes first: a new version of the program then takes seconds to build
COPY locks/runtime.txt locks/machines.txt locks/
RUN pip install --no-cache-dir --require-hashes --no-deps -r locks/machines.txt

COPY pyproject.toml README.md LICENSE prefect.yaml ./
COPY flows flows
COPY capture capture
COPY checks checks
COPY storage storage
COPY articles articles
COPY samples samples
# editable: `prefect.yaml` is read beside the packages
RUN pip install --no-cache-dir --no-deps --editable . \
    && python -m compileall -q /app \
    && useradd --system --uid 10001 --home-dir /data --create-home desk \
    && install --directory --owner=10001 /captures

USER 10001
VOLUME ["/data"]
EXPOSE 4200

ENTRYPOINT []
CMD ["second-source", "serve"]
