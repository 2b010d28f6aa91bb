namespace Cer.Workflows.Tests.Expressions.Liquid;

/// <summary>The filters with the examples of Liquid's public documentation (shopify.github.io/liquid), shortened where they are long.</summary>
public class LiquidFilterTests
{
    public static TheoryData<string, string> Documented => new()
    {
        { "{{ -17 | abs }} {{ 4 | abs }} {{ '-19.86' | abs }}", "17 4 19.86" }, { "{{ '/my/fancy/url' | append: '.html' }}", "/my/fancy/url.html" }, { "{{ 4 | at_least: 5 }} {{ 4 | at_least: 3 }}", "5 4" },
        { "{{ 4 | at_most: 5 }} {{ 4 | at_most: 3 }}", "4 3" }, { "{{ 'title' | capitalize }} {{ 'my GREAT title' | capitalize }}", "Title My great title" },
        { "{{ 1.2 | ceil }} {{ 2.0 | ceil }} {{ 183.357 | ceil }} {{ '3.5' | ceil }}", "2 2 184 4" },
        { "{% assign a = 'apples, oranges, peaches' | split: ', ' %}{% assign b = 'carrots, turnips' | split: ', ' %}{{ a | concat: b | join: '-' }}", "apples-oranges-peaches-carrots-turnips" },
        { "{{ Variables.When | date: '%a, %b %d, %y' }} {{ Variables.When | date: '%Y' }}", "Fri, Jul 17, 15 2015" }, { "{{ 'March 14, 2016' | date: '%b %d, %y' }}", "Mar 14, 16" }, { "{{ 'now' | date: '%Y-%m-%d %H:%M' }}", "2026-03-05 06:07" },
        { "{{ 1152098955 | date: '%m/%d/%Y' }} {{ '2026-03-05' | date: '%-d.%-m %j %e %I%p %B %A %s %z %%' }}", "07/05/2006 5.3 064  5 12AM March Thursday 1772668800 +0000 %" },
        { "{{ product_price | default: 2.99 }} {{ '' | default: 2.99 }} {{ 4.99 | default: 2.99 }} {{ false | default: true }} {{ false | default: true, allow_false: true }}", "2.99 2.99 4.99 true false" },
        { "{{ 16 | divided_by: 4 }} {{ 5 | divided_by: 3 }} {{ 20 | divided_by: 7 }} {{ 20 | divided_by: 7.0 }}", "4 1 2 2.857142857142857" },
        { "{{ 'Parker Moore' | downcase }} {{ 'Parker Moore' | upcase }}", "parker moore PARKER MOORE" }, { "{{ \"Have you read 'James & the Giant Peach'?\" | escape }}", "Have you read &#39;James &amp; the Giant Peach&#39;?" },
        { "{{ '1 < 2 & 3' | escape_once }} {{ '1 &lt; 2 &amp; 3' | escape_once }}", "1 &lt; 2 &amp; 3 1 &lt; 2 &amp; 3" }, { "{{ 'Ground control to Major Tom.' | split: ' ' | first }} {{ 'Ground control to Major Tom.' | split: ' ' | last }}", "Ground Tom." },
        { "{{ 1.2 | floor }} {{ 2.0 | floor }} {{ 183.357 | floor }} {{ '3.5' | floor }}", "1 2 183 3" }, { "{{ 'John, Paul, George, Ringo' | split: ', ' | join: ' and ' }}", "John and Paul and George and Ringo" },
        { "[{{ '   So much room for activities   ' | lstrip }}][{{ '   So much   ' | rstrip }}][{{ '   So   ' | strip }}]", "[So much room for activities   ][   So much][So]" },
        { "{{ Variables.Products | map: 'type' | uniq | join: ',' }}", "house,kitchen" }, { "{{ 4 | minus: 2 }} {{ 16 | minus: 4 }} {{ 183.357 | minus: 12 }}", "2 12 171.357" },
        { "{{ 3 | modulo: 2 }} {{ 24 | modulo: 7 }} {{ 183.357 | modulo: 12 }}", "1 3 3.357" }, { "{% capture s %}\nHello\nthere\n{% endcapture %}{{ s | newline_to_br }}", "<br />\nHello<br />\nthere<br />\n" },
        { "{{ 4 | plus: 2 }} {{ 16 | plus: 4 }} {{ 183.357 | plus: 12 }}", "6 20 195.357" }, { "{{ 'apples, oranges, and bananas' | prepend: 'Some fruit: ' }}", "Some fruit: apples, oranges, and bananas" },
        { "{{ 'I strained to see the train through the rain' | remove: 'rain' }}", "I sted to see the t through the " }, { "{{ 'I strained to see the train through the rain' | remove_first: 'rain' }}", "I sted to see the train through the rain" },
        { "{{ 'I strained to see the train through the rain' | remove_last: 'rain' }}", "I strained to see the train through the " }, { "{{ 'Take my protein pills and put my helmet on' | replace: 'my', 'your' }}", "Take your protein pills and put your helmet on" },
        { "{{ 'Take my protein pills and put my helmet on' | replace_first: 'my', 'your' }}", "Take your protein pills and put my helmet on" },
        { "{{ 'Take my protein pills and put my helmet on' | replace_last: 'my', 'your' }}", "Take my protein pills and put your helmet on" },
        { "{{ 'apples, oranges, peaches, plums' | split: ', ' | reverse | join: ', ' }}", "plums, peaches, oranges, apples" }, { "{{ 'Ground control to Major Tom.' | split: '' | reverse | join: '' }}", ".moT rojaM ot lortnoc dnuorG" },
        { "{{ 1.2 | round }} {{ 2.7 | round }} {{ 183.357 | round: 2 }}", "1 3 183.36" }, { "{{ 'Ground control to Major Tom.' | size }} {{ 'a, b, c, d' | split: ', ' | size }}", "28 4" },
        { "{{ 'Liquid' | slice: 0 }} {{ 'Liquid' | slice: 2 }} {{ 'Liquid' | slice: 2, 5 }} {{ 'Liquid' | slice: -3, 2 }}", "L q quid ui" }, { "{{ 'John, Paul, George, Ringo' | split: ', ' | slice: 1, 2 | join: ' ' }}", "Paul George" },
        { "{{ 'zebra, octopus, giraffe, Sally Snake' | split: ', ' | sort | join: ', ' }}", "Sally Snake, giraffe, octopus, zebra" }, { "{{ 'zebra, octopus, giraffe, Sally Snake' | split: ', ' | sort_natural | join: ', ' }}", "giraffe, octopus, Sally Snake, zebra" },
        { "{{ Variables.Products | sort: 'price' | map: 'title' | join: ',' }}", "Spatula,Garlic press,Vacuum" }, { "{% assign b = 'John, Paul, George, Ringo' | split: ', ' %}{% for m in b %}{{ m }} {% endfor %}", "John Paul George Ringo " },
        { "{{ 'Have <em>you</em> read <strong>Ulysses</strong>?' | strip_html }}", "Have you read Ulysses?" }, { "{% capture s %}\nHello\nthere\n{% endcapture %}{{ s | strip_newlines }}", "Hellothere" },
        { "{{ Variables.Products | sum: 'price' }}", "22.5" }, { "{{ 3 | times: 2 }} {{ 24 | times: 7 }} {{ 183.357 | times: 12 }}", "6 168 2200.284" },
        { "{{ 'Ground control to Major Tom.' | truncate: 20 }} {{ 'Ground control to Major Tom.' | truncate: 25, ', and so on' }} {{ 'Ground control to Major Tom.' | truncate: 20, '' }}", "Ground control to... Ground control, and so on Ground control to Ma" },
        { "{{ 'Ground control to Major Tom.' | truncatewords: 3 }} {{ 'Ground control to Major Tom.' | truncatewords: 3, '--' }} {{ 'Ground control to Major Tom.' | truncatewords: 3, '' }}", "Ground control to... Ground control to-- Ground control to" },
        { "{{ 'ants, bugs, bees, bugs, ants' | split: ', ' | uniq | join: ', ' }}", "ants, bugs, bees" }, { "{{ '%27Stop%21%27+said+Fred' | url_decode }}", "'Stop!' said Fred" }, { "{{ 'john@liquid.com' | url_encode }} {{ 'Tetsuro Takara' | url_encode }}", "john%40liquid.com Tetsuro+Takara" },
        { "{{ Variables.Products | where: 'type', 'kitchen' | map: 'title' | join: ',' }} {{ Variables.Products | where: 'sold' | size }}", "Spatula,Garlic press 2" }, { "{{ Variables.Products | map: 'missing' | compact | size }}", "0" },
        { "{{ Variables.Products | reject: 'type', 'kitchen' | map: 'title' | join }} {% assign f = Variables.Products | find: 'price', 7.5 %}{{ f.title }}", "Vacuum Garlic press" },
        { "{{ Variables.Products[1] | json }} {{ 'è\"<' | json }} {{ Variables.None | json }} {{ Variables.Price | json }}", "{\"title\":\"Spatula\",\"type\":\"kitchen\",\"price\":5,\"sold\":true} \"è\\\"<\" null 1.25" },
        { "{{ Variables.Products[0] | keys | join: ',' }}", "title,type,price,sold" }, { "{{ 'one two three' | base64 }} {{ 'b25lIHR3byB0aHJlZQ==' | base64_decode }} {{ 'x' | base64_encode }}", "b25lIHR3byB0aHJlZQ== one two three eA==" },
        { "{{ Variables.None | upcase }}{{ Variables.None | size }}{{ 'abc' | first }}{{ Variables.None | plus: 1 }}", "0a1" }, { "{{ 5 | plus: '2.5' | times: 2 }}", "15" },
    };

    [Theory, MemberData(nameof(Documented))]
    public void A_filter_gives_what_its_documentation_says(string template, string expected) => Assert.Equal(expected, LiquidTests.Render(template));
}
