using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Closing;
using Cer.Storage.Documents;
using Cer.Storage.People;
using Cer.Storage.Viewing;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>A closed month keeps its figures for good; what later runs give is a correction in an open month, once.</summary>
public class ClosingStoreTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);
    private static readonly YearMonth February = new(2026, 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClosingMonths Months => new(postgres.App);

    private RunStore Runs => Months.Runs;

    private ClosingStore Closing => Months.Closing;

    [Fact]
    public async Task A_closed_month_shows_the_figures_it_was_closed_with_whatever_is_settled_later()
    {
        var community = await postgres.CommunityAsync();
        var first = await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        await Months.CloseAsync(community, January);
        var later = await Months.SettleAsync(community, January, 2, new(1333, 40, 9));

        var row = Assert.Single(await Runs.MonthsAsync(community, Cancellation));
        Assert.Equal(
            (first, later, MonthState.Closed, new Money(1000)), (row.RunId, row.NewestRunId, row.State, row.Settled.Tip));
        Assert.Equal(1, row.Closed!.DefinitionVersion);
        Assert.Equal(Sample.Noon, row.Closed.ReadingsAt);
        Money? tip = new(1000);
        Assert.Equal([tip], (await Runs.MembersAsync(community, January, Cancellation)).Select(member => member.Tip));
        Assert.Equal([tip], (await new RunView(postgres.App).MembersAsync(community, null, false, Cancellation)).Select(m => m.Tip));
        Assert.Equal(
            [tip],
            (await new MonthData(postgres.App).MembersAsync(community, January, January, Cancellation)).Select(m => m.Tip));
        Assert.Equal("closed 10", await postgres.AskAsync<string>(
            "select state || ' ' || trim_scale(tip_eur) from rep.month where community_id = $1", community.Value));
        Assert.Equal(2, (await new RunHistory(postgres.App).RunsAsync(community, January, Cancellation)).Count);
    }

    [Fact]
    public async Task A_member_sees_the_amounts_and_the_hours_with_which_its_month_was_closed()
    {
        var community = await postgres.CommunityAsync();
        var hours = new HourStore(postgres.App);
        await hours.AppendAsync(community, [Hour(1m)], Cancellation);
        await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        await Months.CloseAsync(community, January);
        await hours.AppendAsync(community, [Hour(2m)], Cancellation);
        await Months.SettleAsync(community, January, 2, new(1333, 40, 9));
        var token = await MemberAsync(community);
        await using var mine = new MineStore(postgres.Database.MemberAddress);

        var profile = Assert.Single(await mine.ProfilesAsync(token, null, Cancellation));
        Assert.Equal(new Money(1000), Assert.Single(await mine.MonthsAsync(token, profile, Cancellation)).Tip);
        var seen = await mine.HoursAsync(token, profile, new(Sample.Noon, Sample.Noon + Duration.FromHours(1)), Cancellation);
        Assert.Equal(Sample.Kwh(1m), Assert.Single(seen).Withdrawn);

        static MeterHour Hour(decimal kwh) =>
            new(Sample.Hall, null, MarketHour.StartingAt(Sample.Noon), null, Sample.Kwh(kwh), Quality.Measured);
    }

    [Fact]
    public async Task Of_many_who_close_a_month_at_once_one_does_and_the_others_are_told()
    {
        var community = await postgres.CommunityAsync();
        await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        var seen = (await Closing.StandingAsync(community, January, Cancellation))!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Closing.PassAsync(ClosingMonths.Pass(community, January, seen) with { Who = $"impiegata{i}" }, Cancellation)));

        Assert.Single(outcomes.OfType<PassOutcome.Passed>());
        Assert.Equal(5, outcomes.OfType<PassOutcome.Conflict>().Count());
        Assert.Single(await Closing.HistoryAsync(community, January, Cancellation));
    }

    [Fact]
    public async Task What_came_in_since_the_month_was_looked_at_keeps_it_open()
    {
        var community = await postgres.CommunityAsync();
        await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        var seen = (await Closing.StandingAsync(community, January, Cancellation))!;

        await AcceptAsync(community);
        Assert.IsType<PassOutcome.Conflict>(await Closing.PassAsync(ClosingMonths.Pass(community, January, seen), Cancellation));
        seen = (await Closing.StandingAsync(community, January, Cancellation))!;
        await postgres.Readings.AppendAsync(
            community, IntakeSource.Person, [Sample.Quarter(Sample.School, 0, 1m)], Cancellation);
        Assert.True(await Closing.HasWorkAsync(community, January, Cancellation));
        Assert.False(await Closing.HasWorkAsync(community, February, Cancellation));
        Assert.IsType<PassOutcome.Conflict>(await Closing.PassAsync(ClosingMonths.Pass(community, January, seen), Cancellation));
        Assert.Equal(0, await postgres.CountAsync(community, "month_state"));
    }

    [Fact]
    public async Task A_closed_month_is_never_opened_again_not_even_past_the_program()
    {
        var community = await postgres.CommunityAsync();
        var run = await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        await Months.CloseAsync(community, January);
        var other = await Months.SettleAsync(community, January, 2, new(1, 1, 1));

        foreach (var (state, on) in new[] { (MonthState.Open, run), (MonthState.Provisional, run), (MonthState.Reconciled, other) })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(
                () => Runs.SetStateAsync(community, January, state, on, "test", Cancellation));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        }

        await Runs.SetStateAsync(community, January, MonthState.Reconciled, run, "test", Cancellation);
        Assert.Equal(MonthState.Reconciled, (await Runs.MonthsAsync(community, Cancellation))[0].State);
        Assert.Equal(new Money(1000), (await Runs.MonthsAsync(community, Cancellation))[0].Settled.Tip);
    }

    [Fact]
    public async Task A_decision_is_taken_back_once_and_stays_to_be_read()
    {
        var community = await postgres.CommunityAsync();
        await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        var id = await AcceptAsync(community);

        Assert.Equal(WithdrawOutcome.Unknown, await WithdrawAsync(community, id!.Value + 1));
        Assert.Equal(WithdrawOutcome.Done, await WithdrawAsync(community, id.Value));
        Assert.Equal(WithdrawOutcome.AlreadyWithdrawn, await WithdrawAsync(community, id.Value));
        var kept = Assert.Single(await Closing.AcceptancesAsync(community, January, Cancellation));
        Assert.Equal(
            (Sample.School.Code, true, AcceptanceKind.Excluded, "guasto", "errore"),
            (kept.Pod, kept.AllSeries, kept.Kind, kept.Reason, kept.Withdrawn!.Reason));
        await Months.CloseAsync(community, January);
        Assert.Null(await AcceptAsync(community));
        Assert.Equal(WithdrawOutcome.MonthClosed, await WithdrawAsync(community, id.Value));
    }

    [Fact]
    public async Task Inputs_that_come_back_after_others_are_a_run_again()
    {
        var community = await postgres.CommunityAsync();
        var first = await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        var second = await Months.SettleAsync(community, January, 2, new(1333, 40, 9));
        var third = await Months.SettleAsync(community, January, 1, new(1000, 50, 7));

        Assert.True(first < second && second < third);
        Assert.Equal(third, await Months.SettleAsync(community, January, 1, new(1000, 50, 7)));
        Assert.Equal(new Money(1000), Assert.Single(await Runs.MonthsAsync(community, Cancellation)).Settled.Tip);
    }

    private async Task<SecretToken> MemberAsync(CommunityId community)
    {
        var member = await postgres.AskAsync<int>(
            "select id from core.member where community_id = $1 and code = 'comune'", community.Value);
        var people = new PeopleStore(postgres.App);
        var invite = await people.AddAsync(
            new($"socio{community.Value}", "Persona inventata", null, [new(Role.Member, community, null, member)]),
            SecretToken.New(),
            "test",
            Cancellation);
        var person = await people.AcceptAsync(invite!.Token, PasswordHash.Of("una frase inventata"), Cancellation);
        var token = SecretToken.New();
        await new SessionStore(postgres.App).OpenAsync(person!.Value, token, Cancellation);
        return token;
    }

    private async Task<long?> AcceptAsync(CommunityId community) => await Closing.AcceptAsync(
        new()
        {
            Community = community,
            Month = January,
            Point = await postgres.AskAsync<int>(
                "select id from core.pod where community_id = $1 and code = $2", community.Value, Sample.School.Code),
            Unit = null,
            From = Sample.Noon,
            To = Sample.Noon + Duration.FromHours(3),
            Kind = AcceptanceKind.Excluded,
            Author = "impiegata",
            Reason = "guasto",
            At = Sample.Noon,
        },
        Cancellation);

    private Task<WithdrawOutcome> WithdrawAsync(CommunityId community, long id) =>
        Closing.WithdrawAsync(community, January, id, "impiegata", "errore", Sample.Noon, Cancellation);
}
