using System.Text.Json.Nodes;
using Cer.Domain.Metering;
using Cer.Storage.Truth;
using NodaTime;

namespace Cer.Host.Tests.Gateway;

/// <summary>What a device of a natural person's point says is taken in only on a consent, where the community asks for one.</summary>
public class ConsentTests(PostgresFixture postgres)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 14, 10, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ConsentStore Consents => new(postgres.Database.App);

    [Fact]
    public async Task Without_a_consent_it_waits_with_one_it_is_stored_and_after_its_withdrawal_it_waits_again()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var member = await server.AskAsync<int>("""
            select held.member_id from core.membership as held join core.pod as pod on pod.id = held.pod_id
            where held.community_id = $1 and pod.code = 'IT999E00000001'
            """);
        // The members of the sample are made natural persons, as only a superuser can.
        await ActAsync(server, "update core.member_terms set category = 'natural_person' where community_id = $1");
        var message = TestServer.OneQuarter();

        // Nobody has asked for consents: nothing changes.
        await server.PushAsync(message);
        Assert.Equal(1L, await CountAsync(server, "reading"));

        await Consents.RequireAsync(server.Community, true, "garante", "chi", Now, Cancellation);
        await PushAsync(server, message, 1);
        Assert.Equal((1L, 1L), (await CountAsync(server, "reading"), await CountAsync(server, "quarantine")));
        Assert.Contains("(no_consent)", await server.AskAsync<string>(
            "select reason from core.quarantine where community_id = $1"), StringComparison.Ordinal);

        // One for other days is none; one for the day lets it through.
        await Consents.GiveAsync(server.Community, member, new(2026, 2, 1), new(2027, 1, 31), "modulo", "chi", Now, Cancellation);
        await PushAsync(server, message, 2);
        Assert.Equal(2L, await CountAsync(server, "quarantine"));
        var consent = await Consents.GiveAsync(
            server.Community, member, new(2026, 1, 1), new(2026, 12, 31), "modulo", "chi", Now, Cancellation);
        await PushAsync(server, message, 3);
        Assert.Equal((2L, 2L), (await CountAsync(server, "reading"), await CountAsync(server, "quarantine")));

        Assert.True(await Consents.WithdrawAsync(server.Community, consent!.Value, "revoca", "chi", Now, Cancellation));
        Assert.False(await Consents.WithdrawAsync(server.Community, consent.Value, "revoca", "chi", Now, Cancellation));
        await PushAsync(server, message, 4);
        Assert.Equal((2L, 3L), (await CountAsync(server, "reading"), await CountAsync(server, "quarantine")));
        Assert.Null(await Consents.GiveAsync(
            server.Community, 1_000_000, new(2026, 1, 1), new(2026, 12, 31), "modulo", "chi", Now, Cancellation));
        Assert.Equal(4L, await server.AskAsync<long>(
            "select count(*) from core.audit where community_id = $1 and what like 'consent%'"));
    }

    [Fact]
    public async Task A_list_that_an_account_sends_waits_without_a_consent_as_a_message_of_a_device_does()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await ActAsync(server, "update core.member_terms set category = 'natural_person' where community_id = $1");
        await Consents.RequireAsync(server.Community, true, "garante", "chi", Now, Cancellation);
        var list = System.Text.Encoding.UTF8.GetBytes(
            "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\nIT999E00000001,,2026-01-14T09:00:00Z,15,,0.187,measured\n");

        var (_, answer) = await server.PostAsync("/api/readings", list, "text/csv");

        Assert.Equal((0, 1), ((int)answer["added"]!, (int)answer["kept_apart"]!));
        Assert.Equal((0L, 1L), (await CountAsync(server, "reading"), await CountAsync(server, "quarantine")));
        Assert.Contains("(no_consent)", await server.AskAsync<string>(
            "select reason from core.quarantine where community_id = $1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_swap_that_was_recorded_a_smaller_total_is_the_new_meter()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var message = TestServer.OneQuarter();
        await server.PushAsync(message);
        var point = await server.AskAsync<int>(
            "select id from core.pod where community_id = $1 and code = 'IT999E00000001'");
        var later = Later(message, "10:30", "0.250", "3.250");
        await server.PushAsync(later);
        Assert.Equal(1L, await CountAsync(server, "quarantine"));

        var at = Instant.FromUtc(2026, 1, 14, 9, 30);
        var swaps = new MeterSwapStore(postgres.Database.App, TimeProvider.System);
        Assert.NotNull(await swaps.AddAsync(
            server.Community,
            point,
            MeterRole.Exchange,
            null,
            new(at, null, Kwh(12345.678m), null),
            new(at, null, Kwh(3m), null),
            "Contatore guasto",
            "chi",
            Cancellation));
        var nobody = new Exchange.UrbanDatasets.MeterSwap(at, null, null, null);
        Assert.Null(await swaps.AddAsync(
            server.Community, point, MeterRole.Exchange, null, nobody, nobody, "di nuovo", "chi", Cancellation));
        later["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:51:00";
        var (_, answer) = await server.PushAsync(later);
        Assert.Equal("02", (string?)answer["code"]);
        Assert.Equal((2L, 1L), (await CountAsync(server, "reading"), await CountAsync(server, "quarantine")));
        // The rise from the new meter's first total is the energy: nothing to warn of.
        Assert.Equal("", (string?)answer["detail"]);
    }

    private static JsonNode Later(JsonNode message, string start, string energy, string total)
    {
        var later = message.DeepClone();
        later["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:50:00";
        var line = later["UrbanDataset"]!["values"]!["line"]![0]!;
        line["timestamp"] = "2026-01-14T10:45:00";
        line["period"]!["start_ts"] = $"2026-01-14T{start}:00";
        line["period"]!["end_ts"] = "2026-01-14T10:45:00";
        Set("WithdrawnActiveEnergy", energy);
        Set("WithdrawnActiveEnergyReading", total);
        return later;

        void Set(string name, string value) => line["property"]!.AsArray()
            .Single(property => (string?)property!["name"] == name)!["val"] = value;
    }

    private static Domain.Energy Kwh(decimal kwh) => Domain.Energy.FromKilowattHours(kwh);

    private static async Task PushAsync(TestServer server, JsonNode message, int turn)
    {
        message["UrbanDataset"]!["context"]!["timestamp"] = $"2026-01-14T10:4{turn}:00";
        message["UrbanDataset"]!["values"]!["line"]![0]!["property"]!.AsArray()
            .Single(property => (string?)property!["name"] == "WithdrawnActiveEnergy")!["val"] = $"0.19{turn}";
        await server.PushAsync(message);
    }

    private static Task<long> CountAsync(TestServer server, string table) =>
        server.AskAsync<long>($"select count(*) from core.{table} where community_id = $1");

    private async Task ActAsync(TestServer server, string sql)
    {
        await using var connection = await postgres.Database.Admin.OpenConnectionAsync(Cancellation);
        foreach (var act in new[] { "set session_replication_role = replica", sql, "reset session_replication_role" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = act;
            if (act == sql) command.Parameters.Add(new() { Value = server.Community.Value });
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }
}
