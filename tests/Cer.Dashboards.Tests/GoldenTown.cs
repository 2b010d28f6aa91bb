using System.Globalization;
using System.Text;
using Cer.Database.Tests;
using Cer.Operations.Dashboards;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Cer.Storage.Dashboards;
using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>A month that somebody else computed, taken in, settled, closed and summed.</summary>
public sealed class GoldenTown : IAsyncLifetime
{
    public const string Member = "casa-01";
    private const string Month = "cer-magliano-ottobre";

    private TestDatabase? _database;
    private PanelRoom? _room;

    internal PanelRoom Room => _room!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        var clock = new SteadyClock(Instant.FromUtc(2027, 6, 1, 9, 0));
        var stores = new Stores(_database.App, clock);
        var input = Path.Combine(Folder.Root, Month, "input");
        var rules = Directory.GetFiles(Path.Combine(input, "rules")).Order(StringComparer.Ordinal)
            .Select(path => new RuleText(Path.GetFileName(path), File.ReadAllText(path))).ToArray();
        var contract = await File.ReadAllBytesAsync(Path.Combine(input, "community.yaml"));
        var stored = await stores.Contract.RunAsync("prova", contract, rules, "test", new(), CancellationToken.None);
        await using (var prices = File.OpenRead(Path.Combine(input, "prices.csv")))
            Assert.True((await new ImportPrices(stores.Prices).FromContractAsync(prices, "test", CancellationToken.None)).Faults.IsEmpty);
        var readings = await new ImportReadings(stores.Communities, stores.Readings).RunAsync(
            stored!.Community, () => File.OpenRead(Path.Combine(input, "readings.csv")), null, CancellationToken.None);
        Assert.True(readings.Faults.IsEmpty);
        for (var day = new LocalDate(2025, 10, 1); day.Month == 10; day = day.PlusDays(1))
            await stores.Hours.RunAsync(stored.Community, day, CancellationToken.None);
        Assert.IsType<SettleOutcome.Settled>(
            await stores.Settle.RunAsync(stored.Community, null, null, null, "test", null, CancellationToken.None));
        await using (var close = _database.Admin.CreateCommand("""
            insert into core.month_state (community_id, month, revision, state, run_id, changed_by, readings_at)
            select community_id, month, revision + 1, 'closed', run_id, 'test', now() from core.standing_month
            """)) await close.ExecuteNonQueryAsync();
        await new SumWaiting(new SumStore(_database.App), clock).RunAsync(early: true, null, CancellationToken.None);
        _room = await PanelRoom.OpenAsync(_database, stored.Community, Member);
    }

    public async ValueTask DisposeAsync()
    {
        if (_room is not null) await _room.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>The rows of a table that somebody else computed.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder.Root, Month, "expected", name), Encoding.UTF8);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => header.Zip(line.Split(','))
            .ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }

    public static double Sum(string table, string column, Func<IReadOnlyDictionary<string, string>, bool>? where = null) =>
        (double)Table(table).Where(row => where?.Invoke(row) != false)
            .Sum(row => decimal.Parse(row[column], CultureInfo.InvariantCulture));
}
