using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>What changed makes work: the hours of its market day, and its month when that is over.</summary>
public class TouchedTests(PostgresFixture postgres)
{
    // Midnight in Rome between January and February, told in UTC.
    private static readonly Instant NewMonth = Instant.FromUtc(2026, 1, 31, 23, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkStore Work => new(postgres.App);

    [Fact]
    public async Task Readings_make_their_days_and_months_due_and_a_repeat_makes_nothing()
    {
        var community = await postgres.CommunityAsync();
        await StoreAsync(community, 1m);
        await Work.OpenTouchedAsync(Sample.Noon, Cancellation, community);
        Assert.Equal(
            [
                "hours 2026-01-31 2026-01-14 11:00:05", "hours 2026-02-01 2026-01-14 11:00:05",
                "month 2026-01 2026-02-01 02:00:00", "month 2026-02 2026-03-01 02:00:00",
            ],
            await OpenAsync(community));

        await DoneAsync(community);
        await StoreAsync(community, 1m);
        await Work.OpenTouchedAsync(Sample.Noon, Cancellation, community);
        Assert.Empty(await OpenAsync(community));
    }

    [Fact]
    public async Task A_correction_makes_done_work_due_again()
    {
        var community = await postgres.CommunityAsync();
        await StoreAsync(community, 1m);
        await Work.OpenTouchedAsync(Sample.Noon, Cancellation, community);
        await DoneAsync(community);

        await StoreAsync(community, 2m);
        var later = NewMonth + Duration.FromDays(60);
        await Work.OpenTouchedAsync(later, Cancellation, community);

        Assert.Equal(
            [
                "hours 2026-01-31 2026-04-01 23:00:05", "hours 2026-02-01 2026-04-01 23:00:05",
                "month 2026-01 2026-04-01 23:00:15", "month 2026-02 2026-04-01 23:00:15",
            ],
            await OpenAsync(community));
    }

    private Task<AppendCounts> StoreAsync(CommunityId community, decimal withdrawn) => postgres.Readings.AppendAsync(
        community,
        IntakeSource.Csv,
        [
            Sample.Hour(Sample.Hall, NewMonth - Duration.FromHours(1), withdrawn),
            Sample.Hour(Sample.Hall, NewMonth, withdrawn),
        ],
        Cancellation);

    private Task<string[]> OpenAsync(CommunityId community) => postgres.AskAsync<string[]>(
        """
        select coalesce(array_agg(concat_ws(' ', kind, period, to_char(not_before at time zone 'UTC',
          'YYYY-MM-DD HH24:MI:SS')) order by kind, period), '{}')
        from core.work where community_id = $1 and done_at is null
        """,
        community.Value);

    private Task<long> DoneAsync(CommunityId community) => postgres.AskAsync<long>(
        """
        with done as (update core.work set done_at = now() where community_id = $1 returning 1)
        select count(*) from done
        """,
        community.Value);
}
