using Cer.Operations.Keeping;
using Cer.Storage;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>What comes for a month that was removed, or while it is.</summary>
public sealed class RetentionLateTests : RetentionTown
{
    [Fact]
    public async Task A_late_reading_of_a_removed_month_is_kept_apart_with_a_sentence_and_its_neighbours_are_stored()
    {
        var community = await RemovedAsync();
        var message = Sample.Message(
            community,
            Sample.Stored(1, Sample.Hour(Sample.School, First, 7)),
            Sample.Stored(2, Sample.Hour(Sample.School, Sample.Noon, 7)));

        var receipt = await new IntakeStore(Database.App).StoreAsync(message, Cancellation);

        Assert.Equal(1, receipt.Readings.Added);
        var line = Assert.Single(await new IntakeStore(Database.App).QuarantinedAsync(community, 10, Cancellation));
        Assert.Equal(1, line.Line);
        Assert.Contains("no longer kept", line.Reason, StringComparison.Ordinal);
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.reading where starts_at < '2019-06-01'"));
    }

    [Fact]
    public async Task A_removed_month_takes_no_reading_and_no_hour_by_any_way_and_gets_no_partition_again()
    {
        var community = await RemovedAsync();
        var fault = await Assert.ThrowsAsync<NoLongerKeptException>(() =>
            AppendAsync(community, [Sample.Hour(Sample.School, First, 7)]));
        Assert.Contains("2019-06-01T00:00:00Z", fault.Message, StringComparison.Ordinal);
        await ActAsync(Database.App, "select core.ensure_months('reading', '2019-05-01', '2019-05-31')");
        Assert.True(await AskAsync<bool>("select to_regclass('core.reading_2019_05') is null"));
        await HoursAsync(community, Hour(First, 99));
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.energy_hour where withdrawn_ukwh = 99000000"));

        // And should a program ask in spite of all, the database refuses by itself.
        foreach (var sql in new[]
        {
            $"""
            insert into core.reading
              (community_id, pod_id, starts_at, minutes, revision, withdrawn_ukwh, received_at, ingest_id, source, quality)
            values ({community.Value}, 1, '2019-05-10 09:00Z', 60, 9, 1, now(), 0, 'rest', 'measured')
            """,
            $"""
            insert into core.energy_hour (community_id, pod_id, starts_at, unit_id, revision, withdrawn_ukwh, quality)
            values ({community.Value}, 1, '2019-05-10 09:00Z', 0, 9, 1, 'measured')
            """,
        })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(Database.App, sql));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
            Assert.Contains("no longer kept", refusal.MessageText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Late_readings_that_race_with_the_removal_are_stored_before_it_or_kept_apart_after_it()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var intake = new IntakeStore(Database.App);
        var senders = Enumerable.Range(0, 20).Select(async i =>
        {
            await Task.Delay(i * 3, Cancellation);
            return await intake.StoreAsync(
                Sample.Message(community, Sample.Stored(1, Sample.Hour(Sample.School, First, 101 + i))) with
                {
                    ResourceId = $"SCP-1_Esempio-1_M1ElectricUserDevice-2.0_202601010000{i:00}",
                    Raw = new[] { (byte)i },
                },
                Cancellation);
        });
        var removal = RetireAsync();
        var receipts = await Task.WhenAll(senders);
        var gone = await removal;

        var stored = receipts.Sum(receipt => receipt.Readings.Written);
        var apart = (await intake.QuarantinedAsync(community, 100, Cancellation)).Count;
        Assert.Equal(20, stored + apart);
        if (gone.Obstacle is null)
        {
            Assert.Equal(0L, await AskAsync<long>("select count(*) from core.reading where starts_at < '2019-06-01'"));
            Assert.Equal(0, stored);
        }
        else Assert.Equal(2L + stored, await AskAsync<long>("select count(*) from core.reading"));
    }

    [Fact]
    public async Task A_removed_month_is_no_gap_and_what_touches_it_makes_no_work()
    {
        var community = await RemovedAsync();
        await AppendAsync(community, [Sample.Hour(Sample.School, Sample.Noon, 7)]);
        var gaps = await new GapStore(Database.App).FindAsync(community, Sample.Noon + Duration.FromHours(1), Cancellation);
        Assert.DoesNotContain(gaps, gap => gap.Day < new LocalDate(2019, 6, 1));
        await ActAsync(Database.App, "delete from core.touched");
        await ActAsync(Database.App, $"insert into core.touched (community_id, day) values ({community.Value}, '2019-05-10')");
        await new WorkStore(Database.App).OpenTouchedAsync(Sample.Noon, Cancellation);
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.work where period like '2019-05%'"));
    }
}
