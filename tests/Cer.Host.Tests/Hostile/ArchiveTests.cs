using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Exchange.Curves;
using Cer.Host.Tests.Viewing;

namespace Cer.Host.Tests.Hostile;

/// <summary>Archives and XML that mean harm, brought to the page of curves: a sentence each, soon, and nothing stored.</summary>
public class ArchiveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly (string Name, string Found)[] Bombs =
    [
        ("zeros", "an archive whose files are far larger than it, or too large"),
        ("zeros in many", "a line of"),
        ("nested", "an archive in an archive"),
        ("many", "an archive of 1001 files"),
        ("lying sizes", "(NUL)"),
        ("cut off", "an archive that cannot be read"),
        ("DTD", "a text that is not XML, has a DTD, or is too large"),
        ("external entity", "a text that is not XML, has a DTD, or is too large"),
        ("deep", "elements within elements, more than 32"),
        ("attributes", "no curve"),
        ("one long line", "a line of"),
        ("NUL", "a line of"),
    ];

    [Fact]
    public async Task Every_bomb_is_told_for_what_it_is()
    {
        await using var server = await SmallCommunity.StartAsync();
        foreach (var (name, found) in Bombs)
        {
            var watch = Stopwatch.StartNew();
            using var request = new HttpRequestMessage(
                HttpMethod.Post, $"/api/communities/{StaffServer.Code}/curves/check?direction=withdrawn&point=1");
            request.Headers.Add("X-Cer-File", "curve.zip");
            request.Content = new ByteArrayContent(Bomb(name));
            using var response = await server.Client.SendAsync(request, Cancellation);
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{name}: {response.StatusCode} {text}");
            var answer = JsonNode.Parse(text)!;
            Assert.True(
                answer["faults"]!.AsArray().Any(fault => ((string)fault!["found"]!).Contains(found, StringComparison.Ordinal)),
                $"{name}: {text[..Math.Min(text.Length, 500)]}");
            Assert.Empty(answer["days"]!.AsArray());
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), name);
        }

        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.reading"));
    }

    [Fact]
    public async Task A_file_larger_than_any_curve_is_refused_before_it_is_read()
    {
        await using var server = await SmallCommunity.StartAsync();
        var headers = server.Client.DefaultRequestHeaders;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, Cancellation);
        var stream = client.GetStream();
        // Its length is enough: of the body nothing is ever sent.
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /api/communities/{StaffServer.Code}/curves/check?direction=withdrawn&point=1 HTTP/1.1\r\n"
                + $"Host: x\r\nCookie: {headers.GetValues("Cookie").Single()}\r\nX-Cer-Request: 1\r\nX-Cer-File: a.csv\r\n"
                + $"Content-Length: {CurveLimits.FileBytes + 2}\r\n\r\n"),
            Cancellation);
        using var answer = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 413", await answer.ReadLineAsync(Cancellation));
    }

    private static byte[] Bomb(string name) => name switch
    {
        "zeros" => Zip(("a.csv", new byte[40 * 1024 * 1024])),
        "zeros in many" => Zip([.. Enumerable.Range(0, 400).Select(i => ($"{i}.csv", new byte[256 * 1024]))]),
        "nested" => Zip(("in.zip", Zip(("deeper.zip", Zip(("a.csv", [1])))))),
        "many" => Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.csv", Array.Empty<byte>()))]),
        "lying sizes" => Lying(Zip(("a.csv", new byte[40 * 1024 * 1024]))),
        "cut off" => Zip(("a.csv", new byte[100_000]))[..100],
        "DTD" => Encoding.UTF8.GetBytes(
            "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]><l>&c;</l>"),
        "external entity" => Encoding.UTF8.GetBytes(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><FlussoMisure>&x;</FlussoMisure>"),
        "deep" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 200_000))),
        "attributes" => Encoding.UTF8.GetBytes(
            $"<FlussoMisure {string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}='x' "))}/>"),
        "one long line" => Encoding.UTF8.GetBytes("Data;Ora;Consumo\n14/07/2026;00:00;" + new string('1', 8_000_000)),
        _ => new byte[100_000],
    };

    /// <summary>Says of its files that they are small.</summary>
    private static byte[] Lying(byte[] zip)
    {
        for (var i = 0; i + 30 < zip.Length; i++)
        {
            if (zip[i] != 'P' || zip[i + 1] != 'K') continue;
            // Uncompressed size: at 22 in a local header, at 24 in the directory.
            if (zip[i + 2] == 3) BitConverter.TryWriteBytes(zip.AsSpan(i + 22), 10);
            else if (zip[i + 2] == 1) BitConverter.TryWriteBytes(zip.AsSpan(i + 24), 10);
        }

        return zip;
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
