window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1787000000000000101"
          ],
          "editableUntil": "2026-05-11T13:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://web.example\" rel=\"nofollow\">Web</a>",
      "entities": {
        "hashtags": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "94"
      ],
      "favorite_count": "2",
      "id_str": "1787000000000000101",
      "truncated": false,
      "retweet_count": "0",
      "id": "1787000000000000101",
      "created_at": "Mon May 11 12:00:00 +0000 2026",
      "favorited": false,
      "full_text": "We have seen the reactions to our advert [with the \"clean\" joke] &amp; we are listening. {1/2}",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1787000000000000102"
          ],
          "editableUntil": "2026-05-11T13:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://web.example\" rel=\"nofollow\">Web</a>",
      "entities": {
        "hashtags": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "63"
      ],
      "favorite_count": "2",
      "id_str": "1787000000000000102",
      "truncated": false,
      "retweet_count": "0",
      "id": "1787000000000000102",
      "created_at": "Mon May 11 23:30:05 +0000 2026",
      "favorited": false,
      "full_text": "RT @adaplum_ex: boycott Northmere Soap until the advert is gone",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1787000000000000103"
          ],
          "editableUntil": "2026-05-11T13:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://web.example\" rel=\"nofollow\">Web</a>",
      "entities": {
        "hashtags": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "23"
      ],
      "favorite_count": "2",
      "id_str": "1787000000000000103",
      "truncated": false,
      "retweet_count": "0",
      "id": "1787000000000000103",
      "created_at": "Tue May 12 09:15:00 +0900 2026",
      "favorited": false,
      "full_text": "このたびのCMについて、\nお詫び申し上げます。",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1787000000000000104"
          ],
          "editableUntil": "2026-05-11T13:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://web.example\" rel=\"nofollow\">Web</a>",
      "entities": {
        "hashtags": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "59"
      ],
      "favorite_count": "2",
      "id_str": "1787000000000000104",
      "truncated": false,
      "retweet_count": "0",
      "id": "1787000000000000104",
      "created_at": "Wed May 13 07:00:00 +0000 2026",
      "favorited": false,
      "full_text": "@bram_ex De reclame is weg; window.location = [1]; excuses.",
      "lang": "nl",
      "in_reply_to_screen_name": "bram_ex"
    }
  }
]