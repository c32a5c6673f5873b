"""Other people's loops: cleaning inside Scrapy, datatrove and engines that pass batches of columns."""
