using System.Net;
using System.Text;

namespace Cer.Host.Tests.Gateway;

/// <summary>An account that is bound speaks for its devices and points only; one that is not, for all of its community.</summary>
public class BoundAccountTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_names_another_device_is_refused_whole_with_a_sentence()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await server.Accounts.SaveAsync(server.Account with { Devices = ["c2g-0A1B2C3D5"] }, Cancellation);

        var (status, answer) = await server.PushAsync(TestServer.OneQuarter());
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains(
            "UserDeviceID: found 'c2g-0A1B2C3D4', expected a device that the account is bound to",
            answer.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            StringComparison.Ordinal);
        Assert.Equal(0L, await ReadingsAsync(server));

        await server.Accounts.SaveAsync(server.Account with { Devices = ["c2g-0A1B2C3D5", "c2g-0A1B2C3D4"] }, Cancellation);
        await server.PushAsync(TestServer.OneQuarter());
        Assert.Equal(1L, await ReadingsAsync(server));
    }

    [Fact]
    public async Task A_list_that_tells_of_another_point_is_refused_whole_and_of_its_own_is_taken()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await server.Accounts.SaveAsync(server.Account with { Points = ["IT999E00000002"] }, Cancellation);

        var (refused, problem) = await server.PostAsync("/api/readings", List("IT999E00000001"), "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Contains("a point that the account is not bound to", problem.ToJsonString(), StringComparison.Ordinal);
        var (taken, _) = await server.PostAsync("/api/readings", List("IT999E00000002"), "text/csv");
        Assert.Equal(HttpStatusCode.OK, taken);
        Assert.Equal(1L, await ReadingsAsync(server));
        // Bound to a point and to no device, it sends no messages of devices.
        await server.PushAsync(TestServer.OneQuarter());
        Assert.Equal(1L, await ReadingsAsync(server));
    }

    [Fact]
    public async Task An_account_that_is_not_bound_speaks_for_every_device_and_point_of_its_community_and_for_no_other()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await using var other = await TestServer.StartAsync(postgres);
        Assert.False(server.Account.IsBound);
        var message = TestServer.OneQuarter();
        Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
        message["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:40:00";
        var properties = message["UrbanDataset"]!["values"]!["line"]![0]!["property"]!.AsArray();
        properties.Single(one => (string?)one!["name"] == "UserDeviceID")!["val"] = "c2g-0A1B2C3D5";
        properties.Single(one => (string?)one!["name"] == "PODID")!["val"] = "IT999E00000002";
        Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/api/readings", List("IT999E00000003"), "text/csv")).Status);

        Assert.Equal((3L, 0L), (await ReadingsAsync(server), await ReadingsAsync(other)));
        var own = Assert.Single(await server.Accounts.ListAsync(server.Community, Cancellation));
        Assert.Equal((server.Account.Username, false), (own.Username, own.IsBound));
        await server.Accounts.SaveAsync(server.Account with { Points = ["IT999E00000002"] }, Cancellation);
        Assert.True(Assert.Single(await server.Accounts.ListAsync(server.Community, Cancellation)).IsBound);
    }

    private static byte[] List(string pod) => Encoding.UTF8.GetBytes(
        $"pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n{pod},,2026-01-14T09:00:00Z,15,,0.187,measured\n");

    private static Task<long> ReadingsAsync(TestServer server) =>
        server.AskAsync<long>("select count(*) from core.reading where community_id = $1");
}
