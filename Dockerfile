# The page in a container: docker build -t brigade-metrics . && docker run -p 8119:8119 -v brigade:/data -e BRIGADE_PASSWORD=… brigade-metrics
FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home brigade && install -d -o brigade /data
WORKDIR /opt/brigade
COPY packaging/locked/page.txt .
RUN pip install --no-cache-dir --require-hashes -r page.txt
COPY pyproject.toml README.md LICENSE ./
COPY patterns patterns
COPY extract extract
COPY corpus corpus
COPY brigade brigade
RUN pip install --no-cache-dir --no-deps . && rm -rf patterns extract corpus brigade
USER brigade
WORKDIR /data
VOLUME /data
EXPOSE 8119
# listens for other computers, so that a password (BRIGADE_PASSWORD) or accounts (brigade users add) are needed
CMD ["brigade", "web", "--host", "0.0.0.0", "--port", "8119", "--db", "/data/brigade.duckdb", "--folder", "/data/web"]
