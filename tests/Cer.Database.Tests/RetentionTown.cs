using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Keeping;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Communities with an old month whose quarter hours may go, in a database of their own.</summary>
public abstract class RetentionTown : IAsyncLifetime
{
    protected static readonly YearMonth May = new(2019, 5);

    // The last hour of May by UTC is the second of June in Italy.
    protected static readonly Instant First = Instant.FromUtc(2019, 5, 10, 9, 0);
    protected static readonly Instant Later = First + Duration.FromHours(3);
    protected static readonly Instant Last = Instant.FromUtc(2019, 5, 31, 23, 0);

    protected TestDatabase Database { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RetentionStore Store => new(Database.App);

    protected ReadingStore Readings => new(Database.App, TimeProvider.System);

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateMigratedAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<CommunityId> RemovedAsync()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        Assert.Null((await RetireAsync()).Obstacle);
        return community;
    }

    protected async Task IsKeptAsync(string because, KeptKind kind = KeptKind.QuarterHours)
    {
        var rows = await AskAsync<long>("select count(*) from core.reading");
        Assert.Contains(because, (await RetireAsync(kind)).Obstacle, StringComparison.Ordinal);
        Assert.Equal(rows, await AskAsync<long>("select count(*) from core.reading"));
        Assert.DoesNotContain(await Store.ActsAsync(Cancellation), act => act.Kind == kind);
    }

    protected Task<OldMonth> RetireAsync(KeptKind kind = KeptKind.QuarterHours) =>
        Store.RetireAsync(kind, May, "test", "test", Cancellation);

    /// <summary>A community of 2019 with two hours in the last month by UTC, its months settled and closed.</summary>
    protected async Task<CommunityId> OldCommunityAsync(
        string code, YearMonth[]? close = null, Instant[]? hours = null, Instant[]? readings = null)
    {
        var old = Sample.Community with
        {
            ConstitutedOn = new(2019, 1, 1),
            Units = [.. Sample.Community.Units.Select(unit => unit with { InService = new(2019, 5, 9) })
                .Where(unit => unit.Id != "UP-SCUOLA")],
            Pods = [.. Sample.Community.Pods.Where(pod => pod.To is null).Select(pod => pod with { From = new(2019, 1, 1) })],
        };
        var community = (await new CommunityStore(Database.App).SaveAsync(
            code, Sample.Definition with { Community = old }, "test", Cancellation)).Community;
        var months = new ClosingMonths(Database.App);
        foreach (var month in close ?? [May, May.PlusMonths(1)])
        {
            await months.SettleAsync(community, month, 1, (1, 1, 1));
            await months.CloseAsync(community, month);
        }

        await AppendAsync(community, [.. (readings ?? [First, Last]).Select(start => Sample.Hour(Sample.School, start, 2))]);
        await HoursAsync(community, [.. (hours ?? [First, Last]).Select(start => Hour(start, 2))]);
        return community;
    }

    protected async Task AppendAsync(CommunityId community, Reading[] readings)
    {
        await Readings.AppendAsync(community, IntakeSource.Rest, readings, Cancellation);
        await ActAsync(Database.App, "delete from core.touched");
    }

    protected Task<AppendCounts> HoursAsync(CommunityId community, params MeterHour[] hours) =>
        new HourStore(Database.App).AppendAsync(community, hours, Cancellation);

    protected static MeterHour Hour(Instant start, decimal? kwh) => new(
        Sample.School,
        null,
        MarketHour.StartingAt(start),
        null,
        kwh is { } known ? Sample.Kwh(known) : null,
        kwh is null ? null : Quality.Measured);

    protected static Reading Quarter(Instant hour, int quarter) => new()
    {
        Pod = Sample.School,
        Start = hour + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = Sample.Kwh(1),
    };

    protected async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    protected static async Task ActAsync(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
