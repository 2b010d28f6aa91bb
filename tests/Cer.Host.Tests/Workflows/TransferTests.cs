using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>Workflows go out and come in, one or many, and nothing of them is lost or let in that should not be.</summary>
public class TransferTests(FlowFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_goes_out_as_json_and_many_as_a_zip_and_come_back_as_they_were()
    {
        using var anna = await fixture.EnterAsync();
        await anna.MakeAsync(Definition(Line("a"), id: "uno"));
        await anna.MakeAsync(Definition(Line("b"), id: "due"));
        var one = await anna.GetAsync("definitions/export?ids=uno");
        Assert.Equal("uno", (string)one.Json["definitionId"]!);
        var zip = await BytesAsync(anna, "definitions/export");
        using (var archive = new ZipArchive(new MemoryStream(zip)))
            Assert.Equal(["due.json", "uno.json"], archive.Entries.Select(entry => entry.FullName).Order());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("definitions/export?ids=altro")).Status);

        using var bruno = await fixture.EnterAsync();
        var (status, answer) = await ImportAsync(bruno, zip);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["due", "uno"], answer["imported"]!.AsArray().Select(row => (string)row!["definitionId"]!).Order());
        Assert.Empty(answer["refused"]!.AsArray());
        var there = await bruno.GetAsync("definitions/export?ids=uno");
        Assert.True(JsonNode.DeepEquals(one.Json, there.Json), there.Text);
    }

    [Fact]
    public async Task What_comes_in_over_what_is_there_is_a_new_draft_and_what_runs_stays()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Line("a"), id: "uno"));
        var (_, answer) = await ImportAsync(anna, Encoding.UTF8.GetBytes(Definition(Line("b"), id: "uno")));
        Assert.Equal(2, (int)answer["imported"]![0]!["version"]!);
        Assert.Equal(1, (int)(await anna.GetAsync("definitions")).Json[0]!["publishedVersion"]!);
    }

    [Fact]
    public async Task Files_that_are_none_are_refused_one_by_one_and_the_others_come_in()
    {
        using var anna = await fixture.EnterAsync();
        var (status, answer) = await ImportAsync(anna, Zip(
            ("buono.json", Definition(Line("a"), id: "buono")),
            ("rotto.json", "{"),
            ("vuoto.json", ""),
            ("nota.txt", "ciao"),
            ("altro.json", """{"root": {"id": "\ud800", "type": "Elsa.WriteLine"}}"""),
            ("via.json", Definition(Line("b"), id: "../../etc")),
            ("copia.json", Definition(Line("c"), id: "buono")),
            ("grande.json", new string(' ', (4 * 1024 * 1024) + 1))));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("buono", (string)Assert.Single(answer["imported"]!.AsArray())!["definitionId"]!);
        Assert.Equal(
            ["rotto.json", "vuoto.json", "nota.txt", "altro.json", "via.json", "copia.json", "grande.json"],
            answer["refused"]!.AsArray().Select(row => (string)row!["file"]!));
        Assert.All(answer["refused"]!.AsArray(), row => Assert.Contains("expected", (string)row!["detail"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_that_grows_out_of_proportion_or_is_broken_is_refused()
    {
        using var anna = await fixture.EnterAsync();
        var blank = new string(' ', 4 * 1024 * 1024);
        var bomb = Zip([.. Enumerable.Range(0, 17).Select(i => ($"{i}.json", blank))]);
        Assert.InRange(bomb.Length, 1, 1024 * 1024);
        await RefusedAsync(anna, bomb, "unpacks to more than");
        await RefusedAsync(anna, Zip([.. Enumerable.Range(0, 501).Select(i => ($"{i}.json", "{}"))]), "501 files");
        await RefusedAsync(anna, bomb[..1000], "cannot be read");
        await RefusedAsync(anna, [.. "PK\u0003\u0004"u8, .. new byte[100]], "cannot be read");
        // One that says that it is small and is not.
        var liar = Zip(("0.json", blank));
        var at = liar.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(liar.AsSpan(at + 24), 10);
        Assert.NotEqual(HttpStatusCode.InternalServerError, (await ImportAsync(anna, liar)).Status);
        Assert.Empty((await anna.GetAsync("definitions")).Json.AsArray());
    }

    private static async Task RefusedAsync(Designer designer, byte[] bytes, string words)
    {
        var (status, answer) = await ImportAsync(designer, bytes);
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, ((string)answer["detail"]!).Contains(words, StringComparison.Ordinal)));
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var file = zip.CreateEntry(name).Open();
                file.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static async Task<byte[]> BytesAsync(Designer designer, string path)
    {
        using var client = Client(designer);
        return await client.GetByteArrayAsync(designer.At(path), Cancellation);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> ImportAsync(Designer designer, byte[] bytes)
    {
        using var client = Client(designer);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/octet-stream");
        using var response = await client.PostAsync(designer.At("definitions/import"), content, Cancellation);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
    }

    private static HttpClient Client(Designer designer)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = designer.Server.Address };
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        client.DefaultRequestHeaders.Add("Cookie", $"{PageClient.CookieName}={designer.Browser.Token}");
        return client;
    }
}
