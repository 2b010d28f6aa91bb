using System.Text;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>A message is stored once, with its evidence, whatever is in it.</summary>
public class IntakeStoreTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_stored_once_by_its_identity()
    {
        var community = await postgres.CommunityAsync();
        var message = Sample.Message(
            community,
            Sample.Stored(1, Sample.Quarter(Sample.School, 0, 1m)),
            Sample.Stored(2, Sample.Quarter(Sample.Hall, 0, 2m)));

        var first = await postgres.Intake.StoreAsync(message, Cancellation);
        var again = await postgres.Intake.StoreAsync(message, Cancellation);

        Assert.Equal((2, 0, 0, false), (first.Added, first.Unchanged, first.Corrected, first.AlreadyExists));
        Assert.Equal(first with { Readings = default, AlreadyExists = true }, again);
        Assert.True(await postgres.Intake.ExistsAsync(community, message.ResourceId!, Sample.Noon, Cancellation));
        Assert.Equal(2, await postgres.CountAsync(community, "reading"));
        Assert.Equal(1, await postgres.CountAsync(community, "ingest"));
    }

    [Fact]
    public async Task The_bytes_of_a_message_without_fault_are_kept_only_of_a_push()
    {
        var push = Sample.Message(
            await postgres.CommunityAsync(), Sample.Stored(1, Sample.Quarter(Sample.School, 0, 1m)));
        foreach (var (message, kept) in new[] { (push, 1L), (push with { Source = IntakeSource.File, Account = null }, 0L) })
        {
            var community = await postgres.CommunityAsync();
            await postgres.Intake.StoreAsync(message with { Community = community }, Cancellation);
            Assert.Equal(kept, await postgres.AskAsync<long>(
                "select count(raw) from core.ingest where community_id = $1 and raw_length = 3", community.Value));
        }
    }

    [Fact]
    public async Task Other_content_under_a_stored_identity_changes_nothing_but_leaves_evidence()
    {
        var community = await postgres.CommunityAsync();
        var message = Sample.Message(community, Sample.Stored(1, Sample.Quarter(Sample.School, 0, 1m)));
        await postgres.Intake.StoreAsync(message, Cancellation);

        var receipt = await postgres.Intake.StoreAsync(
            message with
            {
                Raw = "[]"u8.ToArray(),
                Lines = [Sample.Stored(1, Sample.Quarter(Sample.School, 0, 9m))],
            },
            Cancellation);

        Assert.True(receipt.AlreadyExists);
        Assert.Equal(1, await postgres.CountAsync(community, "reading"));
        Assert.Equal("[]", await EvidenceAsync(community, "refusal is not null"));
    }

    [Fact]
    public async Task A_refused_message_leaves_its_bytes_and_the_reason_once_and_may_come_again_mended()
    {
        var community = await postgres.CommunityAsync();
        var message = Sample.Message(community, Sample.Stored(1, Sample.Quarter(Sample.School, 0, 1m)));
        var broken = message with { Refusal = "Found no JSON, expected an UrbanDataset.", Lines = [] };

        await postgres.Intake.StoreAsync(broken, Cancellation);
        await postgres.Intake.StoreAsync(broken, Cancellation);

        Assert.Equal("{ }", await EvidenceAsync(community, "refusal = 'Found no JSON, expected an UrbanDataset.'"));
        Assert.Equal(1, await postgres.CountAsync(community, "ingest"));
        Assert.Equal(1, (await postgres.Intake.StoreAsync(message, Cancellation)).Added);
    }

    [Fact]
    public async Task Lines_refused_and_quarantined_are_kept_apart_and_the_others_are_stored()
    {
        var community = await postgres.CommunityAsync();
        var message = Sample.Message(
            community,
            new(1, LineOutcome.Refused, "Found -0.187, expected no sign."),
            new(2, LineOutcome.Quarantined, "The point is unknown.", Sample.Quarter(Sample.Stranger, 0, 3m)),
            Sample.Stored(3, Sample.Quarter(Sample.School, 0, 1m)),
            new(4, LineOutcome.Repeated));

        var receipt = await postgres.Intake.StoreAsync(message, Cancellation);
        await postgres.Intake.StoreAsync(message with { ResourceId = null, MessageTimestamp = null }, Cancellation);
        await postgres.Intake.StoreAsync(message with { ResourceId = null, MessageTimestamp = null }, Cancellation);

        Assert.Equal(1, receipt.Added);
        Assert.Equal(1, await postgres.CountAsync(community, "reading"));
        Assert.Equal("{ }", await EvidenceAsync(community, "findings->0->>'reason' = 'Found -0.187, expected no sign.'"
            + " and lines_stored = 1 and lines_refused = 1 and lines_quarantined = 1 and resource_id is not null"));
        // Once for the message with an identity, once for the same bytes without one.
        var apart = await postgres.Intake.QuarantinedAsync(community, 10, Cancellation);
        Assert.Equal(2, apart.Count);
        Assert.Equal(
            new(receipt.IngestId, 2, "The point is unknown.", Sample.Noon, message.ReceivedAt), apart[1]);
    }

    [Fact]
    public async Task A_warned_line_is_stored_and_its_message_kept()
    {
        var community = await postgres.CommunityAsync();
        var reading = Sample.Quarter(Sample.School, 0, 1m);
        var line = Sample.Stored(1, reading) with { Warned = true, Reason = "Totals differ." };

        Assert.Equal(1, (await postgres.Intake.StoreAsync(Sample.Message(community, line), Cancellation)).Added);

        Assert.Equal("{ }", await EvidenceAsync(community, "findings->0->>'outcome' = 'warned'"));
    }

    [Fact]
    public async Task A_batch_counts_each_message_by_itself_in_its_order()
    {
        var one = await postgres.CommunityAsync();
        var other = await postgres.CommunityAsync();
        IntakeRecord[] records =
        [
            At(other, 0, 1m), At(one, 0, 1m), At(one, 1, 1m), At(one, 1, 1m), At(one, 2, 2m),
            At(one, 3, 1m) with { Refusal = "No." },
        ];

        var receipts = await postgres.Intake.StoreAsync(records, Cancellation);

        Assert.Equal(
            [
                (new AppendCounts(1, 0, 0), false), (new(1, 0, 0), false), (new(0, 1, 0), false), (default, true),
                (new(0, 0, 1), false), (default, false),
            ],
            receipts.Select(receipt => (receipt.Readings, receipt.AlreadyExists)));
        Assert.Equal(receipts[2].IngestId, receipts[3].IngestId);
        Assert.Equal(2, await postgres.CountAsync(one, "reading"));

        static IntakeRecord At(CommunityId community, int minute, decimal amount) =>
            Sample.Message(community, Sample.Stored(1, Sample.Quarter(Sample.School, 0, amount))) with
            {
                MessageTimestamp = Sample.Noon + Duration.FromMinutes(minute),
                Raw = Encoding.UTF8.GetBytes($"{minute}"),
            };
    }

    [Fact]
    public async Task An_old_message_that_comes_again_does_not_undo_what_a_later_one_said()
    {
        var community = await postgres.CommunityAsync();
        var first = At(0, 0.1m);
        await postgres.Intake.StoreAsync(first, Cancellation);
        await postgres.Intake.StoreAsync(At(5, 0.2m), Cancellation);

        // The same bytes again; then others that were on their way for long, and fill only what lacks.
        Assert.Equal(new AppendCounts(0, 1, 0), (await postgres.Intake.StoreAsync(first, Cancellation)).Readings);
        var late = At(3, 0.3m) with
        {
            Lines = [Sample.Stored(1, Sample.Quarter(Sample.School, 0, 0.3m)), Sample.Stored(2, Sample.Quarter(Sample.School, 1, 0.4m))],
        };
        Assert.Equal(new AppendCounts(1, 1, 0), (await postgres.Intake.StoreAsync(late, Cancellation)).Readings);
        Assert.Equal([0.2m, 0.4m], await WithdrawnAsync());

        // Of two made at one time the later to come stands, as when what was taken back is sent anew.
        await postgres.Intake.StoreAsync(At(5, 0.5m), Cancellation);
        Assert.Equal([0.5m, 0.4m], await WithdrawnAsync());

        IntakeRecord At(int minute, decimal amount) =>
            Sample.Message(community, Sample.Stored(1, Sample.Quarter(Sample.School, 0, amount))) with
            {
                Source = IntakeSource.Mqtt,
                ResourceId = null,
                MessageTimestamp = Sample.Noon + Duration.FromMinutes(15 + minute),
                Raw = Encoding.UTF8.GetBytes($"{minute} {amount}"),
            };

        async Task<decimal[]> WithdrawnAsync() =>
        [
            .. (await postgres.Readings.LatestAsync(
                community, new(Sample.Noon, Sample.Noon + Duration.FromHours(1)), Cancellation).ToListAsync(Cancellation))
                .Select(reading => reading.Withdrawn!.Value.KilowattHours),
        ];
    }

    [Fact]
    public async Task The_same_file_imported_again_has_one_row_in_the_log()
    {
        var community = await postgres.CommunityAsync();
        var file = Sample.Message(community, Sample.Stored(1, Sample.Quarter(Sample.School, 0, 1m))) with
        {
            Source = IntakeSource.Csv,
            ResourceId = null,
            MessageTimestamp = null,
        };

        var receipts = await postgres.Intake.StoreAsync([file, file], Cancellation);

        Assert.Equal([new(1, 0, 0), new(0, 1, 0)], receipts.Select(receipt => receipt.Readings));
        Assert.Equal(1, await postgres.CountAsync(community, "ingest"));
    }

    [Fact]
    public async Task Texts_that_the_database_cannot_hold_are_mended_not_thrown_at_the_sender()
    {
        var community = await postgres.CommunityAsync();
        var reading = Sample.Quarter(Sample.School, 0, 1m) with { Unit = "\0" };
        var line = new LineFinding(1, LineOutcome.Quarantined, "\ud800 and \0", reading);
        var message = Sample.Message(community, line) with
        {
            Device = "a\0b\udfff",
            Account = "\0",
            ResourceId = "\0\ud83d\ude00",
            Warnings = ["\0"],
        };

        await postgres.Intake.StoreAsync(message, Cancellation);

        Assert.True((await postgres.Intake.StoreAsync(message, Cancellation)).AlreadyExists);
        Assert.True(await postgres.Intake.ExistsAsync(community, "\0\ud83d\ude00", Sample.Noon, Cancellation));
        Assert.Equal("a\ufffdb\ufffd", await postgres.AskAsync<string>(
            "select device from core.ingest where community_id = $1", community.Value));
    }

    private async Task<string> EvidenceAsync(CommunityId community, string condition) =>
        Encoding.UTF8.GetString(await postgres.AskAsync<byte[]>(
            $"select raw from core.ingest where community_id = $1 and {condition}", community.Value));
}
