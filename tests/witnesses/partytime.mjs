// Prints what podcast-partytime understands of a feed, as JSON.
import { readFileSync } from "node:fs";

process.env.PARTYTIME_LOG = "silent";
const { default: partytime } = await import("podcast-partytime");
const feed = (partytime.default ?? partytime).parseFeed(readFileSync(process.argv[2], "utf-8"));

console.log(
  JSON.stringify({
    title: feed.title,
    guid: feed.guid,
    locked: feed.locked ?? null,
    medium: feed.medium ?? null,
    license: feed.license ?? null,
    funding: feed.podcastFunding ?? [],
    people: feed.podcastPeople ?? [],
    txt: feed.podcastTxt ?? [],
    items: feed.items.map((item) => ({
      title: item.title,
      guid: item.guid,
      enclosure: item.enclosure,
      duration: item.duration,
      explicit: item.explicit,
      published: item.pubDate,
      season: item.podcastSeason ?? null,
      episode: item.podcastEpisode?.number ?? null,
      chapters: item.podcastChapters ?? null,
      license: item.license ?? null,
      transcripts: (item.podcastTranscripts ?? []).map(({ url, type }) => ({ url, type })),
      people: item.podcastPeople ?? [],
      location: item.podcastLocation ?? null,
      soundbites: item.podcastSoundbites ?? [],
      enclosures: item.alternativeEnclosures ?? [],
    })),
  }),
);
