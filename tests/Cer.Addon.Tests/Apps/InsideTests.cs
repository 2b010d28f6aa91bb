using System.Text.Json.Nodes;
using Cer.Addon.Tests.Running;
using Cer.HomeAssistant.Peer;
using Npgsql;

namespace Cer.Addon.Tests.Apps;

/// <summary>Collectors that run inside the add-on: what Home Assistant shows is in its database.</summary>
public sealed class InsideTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_inverter_that_a_technician_names_is_in_the_database_a_quarter_later_without_account_or_password()
    {
        await using var home = await HomePeer.StartAsync(new() { BehindSupervisor = true });
        home.Supervisor.MqttService = null;
        home.States.SetAt(Town.Entity, "100.0", new() { ["unit_of_measurement"] = "kWh" }, Town.Quarter);
        await using var box = new Box();
        box.Set("SUPERVISOR_TOKEN", home.Options.Tokens[0]);
        box.Set("CER_ADDON_SUPERVISOR", $"{home.Address}/");
        (await box.StartAsync()).Succeeded();
        await box.HealthyAsync();
        var definition = Path.Combine(box.Data, "community.yaml");
        await File.WriteAllTextAsync(definition, Town.Definition, Cancellation);
        (await box.CerAsync("import", "--community", "prova", "--data", box.Own, definition)).Succeeded();

        // Samples wait beside, and are no settings until a technician has made some of them.
        var folder = Path.Combine(box.Config, "apps");
        string[] samples = ["BuildingsApp", "Chain2App", "CommunityApp", "InverterApp", "Platform", "StreetLightingApp"];
        Assert.Equal(
            samples.Select(name => $"{name}.yaml.sample"),
            Directory.GetFiles(folder, "*.yaml*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "InverterApp.yaml"), Town.Inverter, Cancellation);
        var state = Path.Combine(box.Own, "cer-apps", "inverters", "state.json");
        await Waits.UntilAsync(() => File.Exists(state), () => box.Log("cer-server"));
        home.States.SetAt(Town.Entity, "100.75", null, Town.Quarter.AddMinutes(15));

        await using var db = await OpenAsync(box);
        await Waits.UntilAsync(async () => await ScalarAsync(db, "select count(*) from core.reading") is 1L, () => box.Log("cer-server"));
        Assert.Equal(750_000L, await ScalarAsync(db, "select produced_ukwh from core.reading"));
        Assert.Equal(Town.Quarter.UtcDateTime, await ScalarAsync(db, "select starts_at from core.reading"));
        Assert.Equal("apps@home-assistant", await ScalarAsync(db, "select account from core.ingest where refusal is null"));
        Assert.DoesNotContain("mqtt.publish", box.Log("cer-server"), StringComparison.Ordinal);
        (await box.HookAsync("backup-pre")).Succeeded();
        (await box.StopAsync()).Succeeded();
        // Only the copy has the state: that of now would be newer than the copy's database.
        Assert.DoesNotContain(LifeTests.Taken(box), file => file.Name.Contains("cer-apps", StringComparison.Ordinal));
        var copy = Assert.Single(Directory.GetFiles(Path.Combine(box.Own, "saved")));
        Assert.Contains(" 1 collectors, ", (await box.CerAsync("backup", "--verify", copy)).Succeeded(), StringComparison.Ordinal);
    }

    private static async Task<NpgsqlConnection> OpenAsync(Box box)
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(box.Own, "settings.json"), Cancellation))!;
        var connection = new NpgsqlConnection((string)settings["connection"]!);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
