"""Other people's loops: cleaning inside Scrapy and datatrove, and a run spread by Daft."""
