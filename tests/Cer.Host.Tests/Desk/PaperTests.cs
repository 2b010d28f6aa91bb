using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Desk;

/// <summary>The scan of a paper at the desk over HTTP: brought with an act or a delegation, opened again, taken away.</summary>
public class PaperTests
{
    private const string August = "2026-08-03T08:00:00Z";
    private const string Here = $"/api/communities/{StaffServer.Code}/desk";

    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(3 * 1024 * 1024)];
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE1, .. new byte[500]];
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[40]];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_is_brought_with_an_act_or_later_and_opened_again_as_it_was()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        var (status, made) = await SendAsync(server, "acts/1/papers", Pdf);
        Assert.Equal((HttpStatusCode.Created, 1), (status, (int)made!["id"]!));
        // Who got no answer sends it again, and it is there once.
        Assert.Equal(1, (int)(await SendAsync(server, "acts/1/papers", Pdf)).Answer!["id"]!);
        // After the act was taken back its papers stay with it, and it takes more.
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("desk/acts/1/undo", new { version = 2 })).Status);
        Assert.Equal(2, (int)(await SendAsync(server, "acts/1/papers", Photo)).Answer!["id"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, "acts/2/papers", Photo)).Status);

        foreach (var (id, bytes, type, name) in new[]
        {
            (1, Pdf, "application/pdf", "carta-1.pdf"), (2, Photo, "image/jpeg", "carta-2.jpg"),
        })
        {
            using var answer = await server.Client.GetAsync($"{Here}/papers/{id}", Cancellation);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Cancellation));
            var disposition = answer.Content.Headers.ContentDisposition!;
            Assert.Equal(("attachment", name), (disposition.DispositionType, disposition.FileName));
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }

        var list = await server.GetAsync("desk/acts/1/papers");
        Assert.Equal(["Famiglia inventata"], list["about"]!.AsArray().Select(one => (string)one!["name"]!));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        Assert.Equal(
            [$"1 Famiglia inventata pdf {Pdf.Length} {sha256} Persona inventata kept", "2 Famiglia inventata jpg 504 "
                + $"{Convert.ToHexStringLower(SHA256.HashData(Photo))} Persona inventata kept"],
            list["papers"]!.AsArray().Select(one =>
                $"{one!["id"]} {one["member"]} {one["type"]} {one["bytes"]} {one["sha256"]} {one["who"]} {one["state"]}"));
        var acts = (await server.GetAsync("desk"))["acts"]!.AsArray();
        Assert.Equal([(2, 0), (1, 2)], acts.Select(act => ((int)act!["id"]!, (int)act["papers"]!)));
        // Each opening is a look at the member whose paper it is.
        Assert.Equal(
            "/api/communities/{community}/desk/papers/{paper:int}",
            await server.AskAsync<string>(
                """
                select distinct look.page from core.look as look
                join core.member as member on member.id = look.member_id and member.code = 'membro-001' where look.kind = 'paper'
                """));
    }

    [Fact]
    public async Task A_delegation_has_its_own_and_a_paper_of_two_members_is_of_the_one_who_is_named()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        var members = (await server.GetAsync("desk"))["members"]!.AsArray();
        var (house, town) = (members.Single(one => (string)one!["name"]! == "Famiglia inventata")!, members.Single(one =>
            (string)one!["name"]! == "Comune")!);
        var (given, answer) = await server.PostAsync("desk/delegations", new JsonObject
        {
            ["member"] = house["id"]!.DeepClone(),
            ["name"] = "Delegata inventata",
            ["from"] = "2026-08-01",
            ["to"] = "2027-07-14",
            ["evidence"] = DeskHouse.Paper,
        });
        Assert.True(given == HttpStatusCode.Created, answer?.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(server, "delegations/1/papers", Picture)).Status);
        Assert.Equal(1, (int)(await server.GetAsync("desk"))["delegations"]![0]!["papers"]!);
        Assert.Equal("png", (string)(await server.GetAsync("desk/delegations/1/papers"))["papers"]![0]!["type"]!);

        await server.DoAsync(new()
        {
            ["kind"] = "move",
            ["pod"] = $"{house["points"]![0]!["id"]}",
            ["to"] = $"{town["id"]}",
            ["day"] = "2026-08-10",
            ["evidence"] = DeskHouse.Paper,
        });
        var (status, refused) = await SendAsync(server, "acts/2/papers", Pdf);
        Assert.Equal((HttpStatusCode.BadRequest, "member paper_whose"), (status, DeskHouse.Faults(refused).Single()));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server, "acts/2/papers?member=nobody", Pdf)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server, "acts/2/papers?member=4711", Pdf)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(server, $"acts/2/papers?member={house["id"]}", Pdf)).Status);
        var list = await server.GetAsync("desk/acts/2/papers");
        Assert.Equal(
            ["Comune", "Famiglia inventata"], list["about"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.Equal("Famiglia inventata", (string)list["papers"]![0]!["member"]!);
    }

    [Fact]
    public async Task What_is_no_scan_is_too_large_or_too_many_is_refused_with_a_sentence_and_nothing_is_stored()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]];
        foreach (var (body, code) in new[]
        {
            ("<html><script>alert(1)</script>"u8.ToArray(), "paper_type"), ("PK\x03\x04 zip"u8.ToArray(), "paper_type"),
            ([0xFF, 0xD8], "paper_type"), (" %PDF-1.7"u8.ToArray(), "paper_type"), (heic, "paper_heic"), ([], "paper_empty"),
        })
        {
            var (status, answer) = await SendAsync(server, "acts/1/papers", body);
            Assert.Equal((HttpStatusCode.BadRequest, $"file {code}"), (status, DeskHouse.Faults(answer).Single()));
            Assert.Contains("expected a PDF, JPEG or PNG of at most 8 MiB", (string)answer!["detail"]!, StringComparison.Ordinal);
        }

        foreach (var told in (bool[])[true, false])
        {
            var (status, answer) = await SendAsync(server, "acts/1/papers", new byte[(8 * 1024 * 1024) + 1], told);
            Assert.Equal(
                (HttpStatusCode.RequestEntityTooLarge, "Found a body of more than 8388608 bytes, expected at most that."),
                (status, (string)answer!["detail"]!));
        }

        Assert.Equal(0, await server.CountAsync("desk_paper"));
        // Exactly as large as it may be, and as many as there may be.
        byte[] largest = [.. "%PDF-"u8, .. new byte[(8 * 1024 * 1024) - 5]];
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(server, "acts/1/papers", largest)).Status);
        for (byte i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(server, "acts/1/papers", [.. Photo, i])).Status);
        var (full, many) = await SendAsync(server, "acts/1/papers", Picture);
        Assert.Equal((HttpStatusCode.BadRequest, "file paper_many"), (full, DeskHouse.Faults(many).Single()));
        Assert.Equal("file: found as many files as there may be, expected at most 6.", (string)many!["detail"]!);
    }

    [Fact]
    public async Task What_fails_while_it_is_stored_leaves_nothing_half()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        // The last that is written, after the bytes.
        await using (var command = server.Admin.CreateCommand("revoke insert on core.audit from cer_app"))
            await command.ExecuteNonQueryAsync(Cancellation);
        Assert.True((int)(await SendAsync(server, "acts/1/papers", Pdf)).Status >= 500);
        Assert.Equal(0, await server.CountAsync("desk_paper"));
    }

    [Fact]
    public async Task A_wrong_scan_is_taken_away_with_a_reason_and_cannot_be_opened_any_more()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        await SendAsync(server, "acts/1/papers", Pdf);
        foreach (var reason in (string?[])[null, " ", new('x', 501), "una\nriga"])
        {
            var (wrong, answer) = await server.PostAsync("desk/papers/1/remove", new { reason });
            Assert.Equal(HttpStatusCode.BadRequest, wrong);
            Assert.StartsWith("reason ", DeskHouse.Faults(answer).Single(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync("desk/papers/1/remove", new { reason = "Di un altro" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("desk/papers/1/remove", new { reason = "Di un altro" })).Status);
        await server.RefusesAsync("desk/papers/1", HttpStatusCode.NotFound);
        await server.RefusesAsync("desk/papers/2", HttpStatusCode.NotFound);
        var row = (await server.GetAsync("desk/acts/1/papers"))["papers"]!.AsArray().Single()!;
        Assert.Equal(("removed", "Di un altro"), ((string)row["state"]!, (string)row["removedFor"]!));
        Assert.Equal(0, (int)(await server.GetAsync("desk"))["acts"]![0]!["papers"]!);
        // The same file is a new one then.
        Assert.Equal(2, (int)(await SendAsync(server, "acts/1/papers", Pdf)).Answer!["id"]!);
    }

    [Fact]
    public async Task Auditors_open_scans_and_bring_or_take_away_none_and_nobody_else_sees_them()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        await SendAsync(server, "acts/1/papers", Picture);
        foreach (var role in (Role[])[Role.Administrator, Role.Auditor, Role.Approver, Role.Accountant, Role.Designer])
        {
            using var client = await server.SignInAsync($"chi-{role}".ToLowerInvariant(), role);
            using var opened = await client.GetAsync($"{Here}/papers/1", Cancellation);
            var (reads, writes) = (role is Role.Administrator or Role.Auditor, role is Role.Administrator);
            Assert.Equal((role, reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (role, opened.StatusCode));
            using var sent = await client.PostAsync($"{Here}/acts/1/papers", new ByteArrayContent(Photo), Cancellation);
            Assert.Equal((role, writes ? HttpStatusCode.Created : HttpStatusCode.Forbidden), (role, sent.StatusCode));
            using var removed = await client.PostAsJsonAsync($"{Here}/papers/9/remove", new { reason = "x" }, Cancellation);
            Assert.Equal((role, writes ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden), (role, removed.StatusCode));
        }
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Answer)> SendAsync(
        StaffServer server, string place, byte[] body, bool withLength = true)
    {
        using HttpContent content = withLength ? new ByteArrayContent(body) : new StreamContent(new Unmeasured(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await server.Client.PostAsync($"{Here}/{place}", content, Cancellation);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>A stream that does not say how long it is: it is sent in pieces.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
