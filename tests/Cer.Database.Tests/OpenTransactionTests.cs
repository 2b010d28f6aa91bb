using System.Data;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Mail;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Stores take part in a transaction that somebody else has begun: what they write is there exactly when that commits.</summary>
public sealed class OpenTransactionTests(PostgresFixture postgres)
{
    private static readonly Interval Hour = new(Sample.Noon, Sample.Noon + Duration.FromHours(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HourStore Hours => new(postgres.App);

    private OutboxStore Outbox => new(postgres.App, TimeProvider.System);

    [Fact]
    public async Task What_stores_wrote_in_a_transaction_that_is_given_up_was_never_there()
    {
        var community = await postgres.CommunityAsync();
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            using var joined = OpenTransaction.Enter(transaction);
            await WriteAsync(community);
            Assert.Single(await Outbox.StandingAsync(community, ["k"], Cancellation));
        }

        Assert.Equal((0, 0), await CountAsync(community));
        Assert.Empty(await Outbox.StandingAsync(community, ["k"], Cancellation));
    }

    [Fact]
    public async Task What_stores_wrote_is_there_with_the_step_and_not_before()
    {
        var community = await postgres.CommunityAsync();
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        using (OpenTransaction.Enter(transaction)) await WriteAsync(community);

        Assert.Equal((0, 0), await CountAsync(community));
        await transaction.CommitAsync(Cancellation);
        Assert.Equal((1, 1), await CountAsync(community));
    }

    [Fact]
    public async Task A_part_that_a_store_gives_up_takes_nothing_else_with_it()
    {
        var community = await postgres.CommunityAsync();
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        using (OpenTransaction.Enter(transaction))
        {
            await WriteAsync(community);
            // The key is there: the outbox gives its part up. A point that is not known makes the hours fail.
            Assert.False((await Outbox.PutAsync(community, Letter("k"), Cancellation)).IsNew);
            await Assert.ThrowsAnyAsync<Exception>(() =>
                Hours.AppendAsync(community, [Measured(Sample.Stranger, 1m)], Cancellation));
            var work = new WorkStore(postgres.App);
            await work.AddAsync(new(community, $"kind-{community}", "2026-01"), Sample.Noon, Cancellation);
            // A claim that is let go of undoes what was done under it.
            await using (var claim = await work.ClaimAsync($"kind-{community}", Sample.Noon, Cancellation))
            {
                Assert.NotNull(claim);
                await Outbox.PutAsync(community, Letter("under the claim"), Cancellation);
            }

            await using (var claim = await work.ClaimAsync($"kind-{community}", Sample.Noon, Cancellation))
                await claim!.DoneAsync(Sample.Noon, Cancellation);
        }

        await transaction.CommitAsync(Cancellation);
        Assert.Equal((1, 1), await CountAsync(community));
        Assert.Equal(1, await postgres.AskAsync<long>(
            "select count(*) from core.work where kind = $1 and done_at is not null", $"kind-{community}"));
    }

    [Fact]
    public async Task A_transaction_inside_another_ends_before_it_and_the_one_around_goes_on()
    {
        var community = await postgres.CommunityAsync();
        await using var one = await postgres.App.OpenConnectionAsync(Cancellation);
        await using var other = await postgres.App.OpenConnectionAsync(Cancellation);
        await using var outer = await one.BeginTransactionAsync(Cancellation);
        using (OpenTransaction.Enter(outer))
        {
            await using (var inner = await other.BeginTransactionAsync(Cancellation))
            {
                using (OpenTransaction.Enter(inner)) await Outbox.PutAsync(community, Letter("inner"), Cancellation);
            }

            await Outbox.PutAsync(community, Letter("outer"), Cancellation);
        }

        await outer.CommitAsync(Cancellation);
        Assert.Equal(["outer"], (await Outbox.StandingAsync(community, ["inner", "outer"], Cancellation)).Keys);
    }

    [Fact]
    public async Task Outside_and_in_other_flows_a_store_opens_a_connection_of_its_own_as_before()
    {
        var community = await postgres.CommunityAsync();
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            var entered = new TaskCompletionSource();
            // Begun before: another request, another service.
            var beside = Task.Run(
                async () =>
                {
                    await entered.Task;
                    await Outbox.PutAsync(community, Letter("beside"), Cancellation);
                },
                Cancellation);
            using (OpenTransaction.Enter(transaction))
            {
                entered.SetResult();
                await beside;
            }

            await Outbox.PutAsync(community, Letter("after"), Cancellation);
        }

        Assert.Equal(
            ["after", "beside"], (await Outbox.StandingAsync(community, ["after", "beside"], Cancellation)).Keys.Order());
    }

    [Fact]
    public async Task Who_still_runs_when_the_transaction_was_left_does_not_write_into_it()
    {
        var community = await postgres.CommunityAsync();
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        var left = new TaskCompletionSource();
        Task late;
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            using (OpenTransaction.Enter(transaction))
            {
                late = Task.Run(
                    async () =>
                    {
                        await left.Task;
                        await Outbox.PutAsync(community, Letter("late"), Cancellation);
                    },
                    Cancellation);
            }
        }

        left.SetResult();
        await late;
        Assert.Single(await Outbox.StandingAsync(community, ["late"], Cancellation));
    }

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted, 0)]
    [InlineData(IsolationLevel.RepeatableRead, 1)]
    public async Task A_still_picture_is_taken_inside_only_when_the_transaction_has_one(IsolationLevel isolation, int seen)
    {
        var community = await postgres.CommunityAsync();
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(isolation, Cancellation);
        using var joined = OpenTransaction.Enter(transaction);
        await WriteAsync(community);
        Assert.Equal(seen, await Hours.LatestAsync(community, Hour, Cancellation).CountAsync(Cancellation));
    }

    private async Task WriteAsync(CommunityId community)
    {
        await Hours.AppendAsync(community, [Measured(Sample.School, 1.5m)], Cancellation);
        await Outbox.PutAsync(community, Letter("k"), Cancellation);
    }

    private async Task<(long Hours, long Letters)> CountAsync(CommunityId community) =>
        (await postgres.CountAsync(community, "energy_hour"), await postgres.CountAsync(community, "letter"));

    private static MeterHour Measured(Pod pod, decimal withdrawn) =>
        new(pod, null, MarketHour.StartingAt(Sample.Noon), null, Sample.Kwh(withdrawn), Quality.Measured);

    private static Letter Letter(string key)
    {
        Assert.True(EmailAddress.TryParse("socio@esempio.invalid", null, out var to));
        return new(LetterKind.Workflow, key, to, "Oggetto", "<p>Testo</p>", "Testo", []);
    }
}
