using System.Net;
using System.Net.Http.Json;
using Cer.Operations.People;

namespace Cer.Host.Tests.Viewing;

/// <summary>Devices are enrolled, given a new password and retired by the staff; each act stands in the log with its reason.</summary>
public sealed class DeviceCallsTests
{
    [Fact]
    public async Task A_device_is_enrolled_its_password_shown_once_renewed_and_retired()
    {
        await using var server = await SmallCommunity.StartAsync();
        var point = await server.AskAsync<int>("select id from core.pod where code = 'IT999E00000002'");
        var (status, made) = await server.PostAsync("devices", new { id = "c2g-9", point, meter = "M1" });
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(($"{StaffServer.Code}.c2g-9", true), ((string?)made!["username"], ((string?)made["password"])!.Length >= 20));
        Assert.Contains("no broker", (string?)made["toDo"], StringComparison.Ordinal);

        var listed = (await server.GetAsync("devices")).AsArray().Single(one => (string?)one!["id"] == "c2g-9")!;
        Assert.Equal(("0002", "M1", "c2g-9"), ((string?)listed["label"], (string?)listed["meter"], (string?)listed["account"]));
        Assert.DoesNotContain((string)made["password"]!, listed.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync("devices", new { id = "c2g-9", point, meter = "M1" })).Status);
        var (renewed, again) = await server.PostAsync("devices/c2g-9/renew", new { reason = "Rubato" });
        Assert.Equal(HttpStatusCode.OK, renewed);
        Assert.NotEqual((string?)made["password"], (string?)again!["password"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("devices/c2g-9/renew", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("devices/altro/renew", new { reason = "x" })).Status);

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("devices/c2g-9/retire", new { reason = "Tolto" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("devices/c2g-9/retire", new { reason = "Tolto" })).Status);
        Assert.Equal(
            ["mqtt granted", "mqtt renewed", "mqtt granted", "device retired", "mqtt retired"],
            await server.AskAsync<string[]>(
                "select array_agg(what order by id) from core.audit where detail->>'device' = 'c2g-9' and what <> 'devices saved'"));
    }

    [Fact]
    public async Task What_a_device_tells_beside_energy_is_shown_and_the_identifier_is_the_administrators()
    {
        await using var server = await SmallCommunity.StartAsync();
        var point = await server.AskAsync<int>("select id from core.pod where code = 'IT999E00000002'");
        await server.PostAsync("devices", new { id = "c2g-9", point, meter = "M1" });
        var listed = (await server.GetAsync("devices")).AsArray().Single(one => (string?)one!["id"] == "c2g-9")!;
        Assert.Null(listed["power"]);
        Assert.Empty((await server.GetAsync("devices/c2g-9/powers?day=2026-07-01")).AsArray());
        Assert.Empty((await server.GetAsync("meter-changes")).AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("meter-changes/1/put-away", new { reason = "x" })).Status);

        var declared = new { identifier = "CER-CESENA-01", reason = "Scheda ENEA" };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("identifier", declared)).Status);
        using var administrator = await server.SignInAsync("capo", Role.Administrator);
        var address = new Uri($"/api/communities/{StaffServer.Code}/identifier", UriKind.Relative);
        foreach (var (body, status) in new (object, HttpStatusCode)[]
        {
            (new { identifier = " ", reason = "x" }, HttpStatusCode.BadRequest),
            (new { identifier = new string('x', 101), reason = "x" }, HttpStatusCode.BadRequest),
            (new { identifier = "CER-CESENA-01" }, HttpStatusCode.BadRequest),
            (declared, HttpStatusCode.NoContent),
        })
        {
            using var answer = await administrator.PostAsJsonAsync(address, body, TestContext.Current.CancellationToken);
            Assert.Equal(status, answer.StatusCode);
        }

        Assert.Equal("CER-CESENA-01", (string?)(await server.GetAsync("identifier"))["identifier"]);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_and_who_only_reads_changes_nothing()
    {
        await using var server = await SmallCommunity.StartAsync();
        var point = await server.AskAsync<int>("select id from core.pod where code = 'IT999E00000002'");
        foreach (var wrong in new object[]
        {
            new { id = "c2g 9", point, meter = "M1" },
            new { id = "c2g-9", point, meter = "M3" },
            new { id = "c2g-9", point = 99999, meter = "M1" },
            new { id = "c2g-9", point, meter = "M1", unit = "UP-Z" },
        }) Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("devices", wrong)).Status);
        foreach (var wrong in new object[]
        {
            new { point, meter = "M1", at = "2026-07-01T10:00:00Z" },
            new { point, meter = "M1", at = "2026-07-01T10:01:00Z", reason = "x" },
            new { point = 99999, meter = "M1", at = "2026-07-01T10:00:00Z", reason = "x" },
            new { point, meter = "M1", at = "2026-07-01T10:00:00Z", initialWithdrawnKwh = -1, reason = "x" },
        }) Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("swaps", wrong)).Status);
        var swap = new
        {
            point,
            meter = "M1",
            at = "2026-07-01T10:00:00Z",
            finalWithdrawnKwh = 100.5,
            initialWithdrawnKwh = 0,
            reason = "Guasto",
        };
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("swaps", swap)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("swaps", swap)).Status);

        var member = await server.AskAsync<int>("select id from core.member limit 1");
        var term = new { member, from = "2026-01-01", to = "2027-12-31", evidence = "Modulo firmato il 3 gennaio, faldone 2" };
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("consents", term)).Status);
        var backwards = new { member, from = "2026-01-01", to = "2025-01-01", evidence = "x" };
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("consents", backwards)).Status);
        var consents = await server.GetAsync("consents");
        Assert.False((bool)consents["required"]!);
        Assert.Equal(StaffServer.Login, (string?)Assert.Single(consents["consents"]!.AsArray())!["author"]);
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync("consents/1/withdraw", new { reason = "Lettera" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("consents/1/withdraw", new { reason = "Lettera" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync("consents/rule", new { required = true, reason = "x" })).Status);
        using var auditor = await server.SignInAsync("revisore", Role.Auditor);
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var refused = await auditor.PostAsync(
            new Uri($"/api/communities/{StaffServer.Code}/devices", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
