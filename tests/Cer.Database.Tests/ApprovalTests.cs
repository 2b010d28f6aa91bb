using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Paying;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Settlement.Payments;
using Cer.Storage;
using Cer.Storage.Paying;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Amounts are approved by as many different people as are needed, whoever asks, in whatever order, at once.</summary>
public class ApprovalTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PayableStore Store => new(postgres.App);

    [Fact]
    public async Task Approved_are_amounts_when_and_only_when_two_different_people_have_approved_them()
    {
        var people = await PeopleAsync(3);
        foreach (var sequence in Gen.Choose(0, 2).ArrayOf(4).Sample(8))
        {
            var (community, draft) = await DraftAsync();
            var approved = new HashSet<int>();
            foreach (var who in sequence)
            {
                var outcome = await Store.ApproveAsync(community, draft, people[who], Sample.Noon, Cancellation);
                var counts = approved.Count < 2 && approved.Add(who);
                Assert.Equal(counts, outcome is ApproveOutcome.Approved);
                var kept = Assert.Single(await Store.KeptAsync(community, January, January, Cancellation));
                Assert.Equal(approved.Count >= 2, kept.IsApproved);
                Assert.Equal(approved.Count, kept.Approvals.Count);
            }
        }
    }

    [Fact]
    public async Task Of_many_approvals_of_one_person_at_once_one_counts_and_of_many_people_as_many_as_are_needed()
    {
        var people = await PeopleAsync(4);
        var (community, draft) = await DraftAsync();
        var own = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Store.ApproveAsync(community, draft, people[0], Sample.Noon, Cancellation)));
        Assert.Single(own, outcome => outcome is ApproveOutcome.Approved);
        var others = await Task.WhenAll(people.Skip(1).Select(person =>
            Store.ApproveAsync(community, draft, person, Sample.Noon, Cancellation)));
        Assert.Single(others, outcome => outcome is ApproveOutcome.Approved);
        Assert.Equal(2L, await postgres.CountAsync(community, "payable_approval"));
        Assert.Equal(1L, await postgres.CountAsync(community, "payable"));
        Assert.Equal(2L, await postgres.CountAsync(community, "payable_line"));
    }

    [Fact]
    public async Task What_stands_on_another_run_tax_or_rule_than_now_is_not_approved()
    {
        var person = (await PeopleAsync(1))[0];
        var (community, draft) = await DraftAsync();
        foreach (var basis in new[]
        {
            draft.Basis with { Run = draft.Basis.Run - 1 },
            draft.Basis with { TaxVersions = 1 },
            draft.Basis with { RuleRevision = 1 },
        })
            Assert.Same(
                Payables.Changed,
                await Store.ApproveAsync(community, draft with { Basis = basis }, person, Sample.Noon, Cancellation));
        Assert.Equal(0L, await postgres.CountAsync(community, "payable"));
        await Store.AddRuleAsync(community, 1, "art. 7", "test", Sample.Noon, Cancellation);
        Assert.Same(Payables.Changed, await Store.ApproveAsync(community, draft, person, Sample.Noon, Cancellation));
        var one = draft with { Basis = draft.Basis with { RuleRevision = 1 }, Approvers = 1 };
        var outcome = await Store.ApproveAsync(community, one, person, Sample.Noon, Cancellation);
        Assert.True(Assert.IsType<ApproveOutcome.Approved>(outcome).Payable.IsApproved);
    }

    [Fact]
    public async Task A_closed_month_is_paid_by_the_run_it_was_closed_with_whatever_was_computed_since()
    {
        var person = (await PeopleAsync(1))[0];
        var (community, draft) = await DraftAsync();
        var runs = new RunStore(postgres.App);
        await runs.SetStateAsync(community, January, MonthState.Closed, draft.Basis.Run, "test", Cancellation);
        var later = await SettleAsync(community, [.. Enumerable.Repeat((byte)1, 32)]);
        Assert.Equal(draft.Basis.Run, later.RunId);
        Assert.IsType<ApproveOutcome.Approved>(
            await Store.ApproveAsync(community, draft, person, Sample.Noon, Cancellation));
    }

    private async Task<(CommunityId Community, PayableDraft Draft)> DraftAsync()
    {
        var community = await postgres.CommunityAsync();
        var row = await SettleAsync(community, new byte[32]);
        return (community, DraftOf(row));
    }

    private async Task<MonthRow> SettleAsync(CommunityId community, byte[] inputs)
    {
        var month = new SettledMonth(
            January, MonthStatus.Final, [], Energy.Zero, Energy.Zero, Energy.Zero, new(1234), Money.Zero, Money.Zero);
        var runs = new RunStore(postgres.App);
        await runs.StoreAsync(
            new()
            {
                Community = community,
                DefinitionVersion = 1,
                From = January,
                To = January,
                RuleIds = ["cer-base"],
                InputHash = inputs,
                Program = "cer test",
                Who = "test",
                When = Sample.Noon,
                Months = [month],
            },
            Cancellation);
        return Assert.Single(await runs.MonthsAsync(community, Cancellation));
    }

    private static PayableDraft DraftOf(MonthRow row) => new()
    {
        Month = January,
        Row = row,
        Basis = new(row.RunId, 0, 0),
        Approvers = 2,
        IsOver = true,
        Check = null,
        Lines =
        [
            new(
                new Member("comune", "Comune", MemberCategory.LocalAuthority, false),
                null,
                Money.Zero,
                TaxedAmount.Of(new(1000), null),
                null),
            new(null, "gestione", Money.Zero, TaxedAmount.Of(new(234), null), null),
        ],
    };

    private async Task<Person[]> PeopleAsync(int count)
    {
        var people = new List<Person>();
        for (var i = 0; i < count; i++)
        {
            var login = $"p{Guid.NewGuid():N}";
            var id = await postgres.AskAsync<int>("insert into core.person (login, name) values ($1, $1) returning id", login);
            people.Add(new(id, login, login, "it", false, []));
        }

        return [.. people];
    }
}
