<?xml version="1.0" encoding="UTF-8"?>
{#- Makes feed.xml a page that a person can read, in browsers that know XSLT. `page` is a
podcast.views.FeedPage. What the feed says itself is taken from the feed, so that both agree. -#}
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" exclude-result-prefixes="atom itunes">
<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>

<xsl:template match="/rss/channel">
<html lang="{language}">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="robots" content="noindex"/>
<title><xsl:value-of select="title"/> – {{ _("poddflöde") }}</title>
<link rel="stylesheet" href="feed.css"/>
</head>
<body>
<a class="skip" href="#main">{{ _("Till innehållet") }}</a>
<header class="masthead">
<div class="frame">
<a class="show" href="{link}"><xsl:value-of select="title"/></a>
<a class="subscribe" href="#subscribe">{{ _("Prenumerera") }}</a>
</div>
</header>
<main id="main" tabindex="-1">
<div class="front">
<header class="opening frame">
<p class="kicker">{{ _("Poddflöde") }}</p>
<h1><xsl:value-of select="title"/></h1>
<p class="lead"><xsl:value-of select="description"/></p>
</header>

<section class="subscribing" aria-labelledby="subscribe">
<div class="frame">
<h2 id="subscribe">{{ _("Prenumerera") }}</h2>
<xsl:if test="itunes:new-feed-url">
<p><strong>{{ _("Flödet har flyttat:") }} <a href="{itunes:new-feed-url}"><xsl:value-of select="itunes:new-feed-url"/></a></strong></p>
</xsl:if>
<p>{{ _("Det här är poddens flöde: en lista över avsnitten som poddappar läser.") }} {{ _("Kopiera adressen till flödet och lägg till den i din poddapp. Där brukar det heta ”Lägg till via webbadress” eller ”Lägg till RSS-flöde”. Nya avsnitt kommer sedan av sig själva.") }}</p>
<p class="feed"><xsl:value-of select="atom:link[@rel='first']/@href | atom:link[@rel='self'][not(../atom:link[@rel='first'])]/@href"/></p>
<p><a href="{link}">{{ _("Till poddens webbplats") }}</a></p>
</div>
</section>

<section class="episodes frame" aria-labelledby="episodes">
<h2 id="episodes">{{ _("Avsnitt") }}</h2>
<xsl:if test="item"><ol><xsl:apply-templates select="item"/></ol></xsl:if>
<xsl:if test="not(item)"><p>{{ _("Här finns inga avsnitt ännu.") }}</p></xsl:if>
<xsl:if test="atom:link[@rel='previous' or @rel='next']">
<nav class="people" aria-label="{{ _("Fler avsnitt") }}">
<xsl:if test="atom:link[@rel='previous']"><p><a href="{atom:link[@rel='previous']/@href}">{{ _("Nyare avsnitt") }}</a></p></xsl:if>
<xsl:if test="atom:link[@rel='next']"><p><a href="{atom:link[@rel='next']/@href}">{{ _("Äldre avsnitt") }}</a></p></xsl:if>
</nav>
</xsl:if>
</section>
</div>
</main>
<footer class="colophon">
<div class="frame">
<p><a href="{link}"><xsl:value-of select="title"/></a></p>
<xsl:if test="copyright"><p>© <xsl:value-of select="copyright"/></p></xsl:if>
</div>
</footer>
</body>
</html>
</xsl:template>

<xsl:variable name="months" select="'{% for month in page.months %}{{ "%-12s" | format(month) }}{% endfor %}'"/>

<xsl:template match="item">
<xsl:variable name="month" select="string-length(substring-before('JanFebMarAprMayJunJulAugSepOctNovDec', substring(pubDate, 9, 3))) div 3 + 1"/>
<xsl:variable name="day" select="concat(substring(pubDate, 13, 4), '-', format-number($month, '00'), '-', substring(pubDate, 6, 2))"/>
<li>
<article>
<p class="kicker"><time datetime="{$day}"><xsl:value-of select="concat(number(substring(pubDate, 6, 2)), ' ', normalize-space(substring($months, 12 * $month - 11, 12)), ' ', substring(pubDate, 13, 4))"/></time><span class="dot" aria-hidden="true"> · </span><xsl:value-of select="round(itunes:duration div 60) + (itunes:duration &lt; 30)"/> min</p>
<h3><a href="{link}"><xsl:value-of select="title"/></a></h3>
<p class="summary"><xsl:value-of select="description"/></p>
<p class="people"><a href="{enclosure/@url}">{{ _("Ljudet") }}<span class="quiet">: <xsl:value-of select="title"/></span></a></p>
</article>
</li>
</xsl:template>
</xsl:stylesheet>
