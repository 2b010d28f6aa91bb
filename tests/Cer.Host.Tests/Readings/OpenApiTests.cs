using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Cer.Host.Readings;
using Cer.Host.Tests.People;
using Microsoft.AspNetCore.Routing;

namespace Cer.Host.Tests.Readings;

/// <summary>The description of the interface tells the truth: of its addresses, its examples and its limits.</summary>
public class OpenApiTests(PostgresFixture postgres, PeopleFixture people)
{
    private static readonly JsonNode Document = OpenApi.Document("");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Languages => ["it", "en"];

    [Fact]
    public void Every_address_that_is_described_is_there_and_the_one_for_readings_is_described()
    {
        string[] mapped =
        [
            .. ((IEndpointRouteBuilder)people.Server.App).DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .SelectMany(endpoint => endpoint.Metadata.OfType<HttpMethodMetadata>().SelectMany(
                    methods => methods.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"))),
        ];
        string[] described =
        [
            .. Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(
                method => $"{method.Key.ToUpperInvariant()} {path.Key}")),
        ];
        Assert.Empty(described.Except(mapped));
        Assert.Equal(mapped.Where(address => address.EndsWith("/api/readings", StringComparison.Ordinal)), described.Where(
            address => address.EndsWith("/api/readings", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_example_that_is_described_is_taken()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var content = Document["paths"]!["/api/readings"]!["post"]!["requestBody"]!["content"]!.AsObject();
        Assert.Equal(["application/json", "text/csv"], content.Select(form => form.Key).Order(StringComparer.Ordinal));
        foreach (var (type, form) in content)
        {
            var example = form!["example"]!;
            var body = type == "text/csv" ? (string)example! : example.ToJsonString();
            var (status, answer) = await server.PostAsync("/api/readings", Encoding.UTF8.GetBytes(body), type);
            Assert.Equal((HttpStatusCode.OK, 2), (status, (int)answer["added"]!));
            Assert.Equal(
                Members(Document["components"]!["schemas"]!["Stored"]!), answer.AsObject().Select(member =>
                    member.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_example_of_a_refusal_is_what_a_refusal_says()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var refused = Document["paths"]!["/api/readings"]!["post"]!["responses"]!["400"]!;
        var example = refused["content"]!["application/problem+json"]!["example"]!;
        var (status, answer) = await server.PostAsync(
            "/api/readings",
            """[{"pod":"IT999E00000001","start":"2026-01-14T09:00:00Z","minutes":30,"withdrawn_kwh":1}]"""u8.ToArray(),
            "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        foreach (var (member, value) in example.AsObject())
            Assert.True(JsonNode.DeepEquals(value, answer[member]), $"{member} is {answer[member]}");
    }

    [Fact]
    public void The_members_of_a_reading_are_the_columns_of_the_contract_and_what_a_generator_made()
    {
        var csv = (string)Document["paths"]!["/api/readings"]!["post"]!["requestBody"]!["content"]!["text/csv"]!["example"]!;
        Assert.Equal(
            csv.Split('\n')[0].Split(',').Append("produced_kwh").Order(StringComparer.Ordinal),
            Members(Document["components"]!["schemas"]!["Reading"]!));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task The_page_is_well_formed_and_loads_nothing_from_elsewhere(string language)
    {
        using var client = new HttpClient { BaseAddress = people.Server.Address };
        var html = await client.GetStringAsync($"/api/docs?lang={language}", Cancellation);
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains(language == "it" ? "Risposte" : "Answers", html, StringComparison.Ordinal);
        Assert.Contains("withdrawn_kwh", html, StringComparison.Ordinal);
        foreach (var outside in new[] { "http://", "https://", "<script", "src=" })
            Assert.DoesNotContain(outside, html, StringComparison.Ordinal);
        // With its two open tags closed it is XML, so no tag is left open and no text unescaped.
        var closed = html.Replace("<!doctype html>", "", StringComparison.Ordinal)
            .Replace("charset=\"utf-8\">", "charset=\"utf-8\"/>", StringComparison.Ordinal)
            .Replace("width=device-width\">", "width=device-width\"/>", StringComparison.Ordinal);
        var ids = XDocument.Parse(closed).Descendants().Select(tag => (string?)tag.Attribute("id")).OfType<string>().ToHashSet();
        Assert.All(
            XDocument.Parse(closed).Descendants("a").Select(link => (string)link.Attribute("href")!)
                .Where(target => target.StartsWith('#')),
            target => Assert.Contains(target[1..], ids));
    }

    [Fact]
    public async Task Anybody_may_read_the_document_and_it_is_complete_in_both_languages()
    {
        using var client = new HttpClient { BaseAddress = people.Server.Address };
        var document = JsonNode.Parse(await client.GetStringAsync("/api/openapi.json", Cancellation))!;
        Assert.True(JsonNode.DeepEquals(Document, document));
        Assert.Equal("/cer", (string?)OpenApi.Document("/cer")["servers"]![0]!["url"]);
        Assert.All(Described(document), told => Assert.Contains(told, member => member.Key is "x-it" or "x-it-description"));
    }

    private static IEnumerable<JsonObject> Described(JsonNode node)
    {
        if (node is JsonObject told && told["description"] is JsonValue) yield return told;
        var inner = node is JsonObject members ? members.Select(member => member.Value)
            : node is JsonArray items ? items.AsEnumerable() : [];
        foreach (var one in inner.OfType<JsonNode>().SelectMany(Described)) yield return one;
    }

    private static IEnumerable<string> Members(JsonNode schema) =>
        schema["properties"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);
}
