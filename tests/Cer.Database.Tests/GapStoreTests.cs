using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Settlement.Detecting;
using Cer.Storage;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>What is due is what the community declared, not what was heard: a silent point and a missing direction are gaps.</summary>
public class GapStoreTests(PostgresFixture postgres)
{
    private static readonly LocalDate Day = new(2026, 1, 14);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_point_that_was_never_heard_is_due_since_the_communitys_first_reading()
    {
        var community = await postgres.CommunityAsync();
        Assert.Empty(await FindAsync(community));
        await AppendAsync(community, quarter => Sample.Quarter(Sample.School, quarter, 1m) with { Injected = Sample.Kwh(0m) });
        // The hall: thirteen hours of the day until noon, by the clocks of Rome.
        Assert.Equal([("IT999E00000002", 52, 52, null)], await FindAsync(community));
    }

    [Fact]
    public async Task A_direction_that_readings_come_without_is_a_gap_of_a_point_that_has_both()
    {
        var community = await postgres.CommunityAsync();
        await AppendAsync(
            community,
            quarter => Sample.Quarter(Sample.School, quarter, 1m) with { Injected = quarter < 3 ? Sample.Kwh(0m) : null });
        await AppendAsync(
            community,
            quarter => Sample.Quarter(Sample.Hall, quarter, 1m) with { Withdrawn = null, Injected = Sample.Kwh(1m) });
        Assert.Equal(
            [("IT999E00000001", 1, 4, EnergyFlow.Injected), ("IT999E00000002", 4, 4, EnergyFlow.Withdrawn)],
            await FindAsync(community));
    }

    private async Task AppendAsync(Cer.Operations.Ports.CommunityId community, Func<int, Reading> reading) =>
        await postgres.Readings.AppendAsync(community, IntakeSource.Csv, [.. Enumerable.Range(0, 4).Select(reading)], Cancellation);

    private async Task<IReadOnlyList<(string Pod, int Missing, int Expected, EnergyFlow? Flow)>> FindAsync(
        Cer.Operations.Ports.CommunityId community)
    {
        var gaps = await new GapStore(postgres.App).FindAsync(community, Sample.Noon + Duration.FromHours(1), Cancellation);
        List<(string Pod, int Missing, int Expected, EnergyFlow? Flow)> told = [];
        foreach (var gap in gaps)
        {
            Assert.Equal((MeterRole.Exchange, Day), (gap.Meter, gap.Day));
            told.Add((
                await postgres.AskAsync<string>(
                    "select code from core.pod where community_id = $1 and id = $2", community.Value, gap.Point),
                gap.Missing,
                gap.Expected,
                gap.Flow));
        }

        return [.. told.OrderBy(one => one.Pod, StringComparer.Ordinal)];
    }
}
