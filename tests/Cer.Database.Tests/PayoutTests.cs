using System.Security.Cryptography;
using System.Text;
using Cer.Exchange.Sepa;
using Cer.Operations.Paying.Payouts;
using Cer.Storage;
using FsCheck.Fluent;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Batches of payments: approved by different people, sent once, and nothing is paid twice whatever the bank says.</summary>
public class PayoutTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_approve_the_same_payments_nobody_twice_and_other_accounts_are_approved_anew()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 0, false);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        var payout = (await town.DraftAsync())!.Value;
        Assert.Null(await town.DraftAsync());
        var mark = (await town.KeptAsync(payout)).Mark;
        Assert.IsType<PayoutOutcome.Refused>(await town.SendAsync(payout));
        Assert.IsType<PayoutOutcome.Done>(await ApproveAsync(payout, mark, 0));
        Assert.IsType<PayoutOutcome.Refused>(await ApproveAsync(payout, mark, 0));
        Assert.IsType<PayoutOutcome.Refused>(await town.SendAsync(payout));
        Assert.Same(MakePayouts.Changed, await ApproveAsync(payout, new('0', 64), 1));

        // The Bottega tells another account: what was approved would go to the old one.
        await town.BankAsync(town.Bottega, "IT84E9999999999000000000004");
        Assert.True((await town.KeptAsync(payout)).IsStale);
        Assert.IsType<PayoutOutcome.Refused>(await ApproveAsync(payout, mark, 1));
        Assert.IsType<PayoutOutcome.Done>(
            await town.Payouts.CancelAsync(town.Community, payout, "altro conto", "test", Sample.Noon, Cancellation));
        var second = (await town.DraftAsync())!.Value;
        Assert.NotEqual(mark, (await town.KeptAsync(second)).Mark);
        Assert.All(await town.ApproveAsync(second), one => Assert.IsType<PayoutOutcome.Done>(one));
        Assert.IsType<PayoutOutcome.Done>(await town.SendAsync(second));
        Assert.IsType<PayoutOutcome.Refused>(
            await town.Payouts.CancelAsync(town.Community, second, "tardi", "test", Sample.Noon, Cancellation));
        Assert.IsType<PayoutOutcome.Unknown>(await town.SendAsync(99));

        Task<PayoutOutcome> ApproveAsync(int one, string seen, int who) =>
            town.Payouts.ApproveAsync(town.Community, one, seen, town.People[who], Sample.Noon, Cancellation);
    }

    [Fact]
    public async Task Of_many_that_draft_and_send_at_once_one_does_and_its_file_stays_what_it_is()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 0, false);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        var draft = PayoutDraft.Of(await town.Payouts.BasisAsync(town.Community, Cancellation), PayoutTown.Day, new HashSet<YearMonth>());
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            town.Payouts.AddAsync(town.Community, draft, new HashSet<YearMonth>(), "test", Sample.Noon, Cancellation)));
        Assert.Single(made, outcome => outcome is PayoutOutcome.Done);
        await town.ApproveAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => town.Payouts.SendAsync(
            town.Community, 1, _ => (new($"{i}.xml", "application/xml", [(byte)i]), null), "test", Sample.Noon, Cancellation)));
        Assert.Equal(1L, await postgres.CountAsync(town.Community, "payout_file"));
        Assert.Equal(1L, await postgres.AskAsync<long>(
            "select count(*) from core.ledger_entry where community_id = $1 and kind = 'sent'", town.Community.Value));
        var file = (await town.Payouts.FileAsync(town.Community, 1, Cancellation))!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Content)), (await town.KeptAsync(1)).FileSha256);
    }

    [Fact]
    public async Task A_returned_payment_is_owed_again_and_goes_into_the_next_batch_under_another_number()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 0, false);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        await SentAsync(town);
        var ours = (await town.KeptAsync(1)).Payments.Single(payment => payment.Member == town.Bottega);
        var report = Movements((-500, ours.EndToEnd, null), (500, ours.EndToEnd, "AC04"), (90000, null, null));
        var first = Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, report, "a"));
        Assert.Equal((1, 1, 1, 0), (first.Booked, first.Returned, first.Unmatched, first.Known));
        // The same file, and the same movements in another one: nothing more.
        Assert.IsType<ImportOutcome.Again>(await ImportAsync(town, report, "a"));
        var again = Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, report, "b"));
        Assert.Equal((0, 0, 0, 3), (again.Booked, again.Returned, again.Unmatched, again.Known));
        Assert.Equal(90000L, Assert.Single(await town.Payouts.UnmatchedAsync(town.Community, Cancellation)).Amount.Cents);
        var back = (await town.KeptAsync(1)).Payments.Single(payment => payment.Member == town.Bottega);
        Assert.Equal((PaymentState.Returned, "AC04"), (back.State, back.Code));

        await SentAsync(town);
        var next = Assert.Single((await town.KeptAsync(2)).Payments);
        Assert.Equal((town.Bottega, 500L), (next.Member, next.Amount.Cents));
        Assert.NotEqual(ours.EndToEnd, next.EndToEnd);
    }

    [Fact]
    public async Task What_the_bank_refused_is_left_out_of_the_sum_that_it_books_as_one()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 0, false);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        await SentAsync(town);
        var message = KeptPayout.MessageOf(town.Community.Value, 1);
        var refused = (await town.KeptAsync(1)).Payments.Single(payment => payment.Member == town.Bottega).EndToEnd;
        var status = new BankFile.Report([new(message, refused, "RJCT", "AC01", PayoutTown.Day), new(message, null, "PART",
            null, PayoutTown.Day)]);
        Assert.Equal(1, Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, status, "r")).Rejected);
        // Of the whole it would have been another sum: that is shown and changes nothing.
        var whole = Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, Batch(-1500), "w"));
        Assert.Equal((0, 1), (whole.Booked, whole.Unmatched));
        Assert.True(Assert.Single(await town.Payouts.UnmatchedAsync(town.Community, Cancellation)).Differs);
        var rest = Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, Batch(-1000), "s"));
        Assert.Equal((1, 0), (rest.Booked, rest.Unmatched));
        Assert.Equal(-1000L, (await town.BalancesAsync())[new("bank", null, null)]);

        BankFile Batch(long cents) => new BankFile.Statement(
            [], [new(PayoutTown.Day, new(cents), null, message, null, null, "distinta")]);
    }

    [Fact]
    public async Task What_was_kept_back_is_paid_when_GSE_has_balanced_the_month_and_not_twice_if_the_payment_comes_back()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 10m, false);
        await town.ApproveAsync(January, (1000, 0), (0, 0), 100);
        await SentAsync(town);
        await town.TellAsync(1, 1, "booked");
        Assert.Equal(0, await ReleaseAsync());
        await town.MoneyAsync(January, "received", "complete", 1100);
        Assert.Equal(1, await ReleaseAsync());
        Assert.Equal(0, await ReleaseAsync());
        await SentAsync(town);
        Assert.Equal(100L, (await town.KeptAsync(2)).Total.Cents);
        await town.TellAsync(2, 1, "booked");
        Assert.DoesNotContain(new("member", town.Comune, null), (await town.BalancesAsync()).Keys);

        // The first comes back weeks later: 900 are owed, not 1000, for 100 of them arrived with the second.
        await town.TellAsync(1, 1, "returned");
        Assert.Equal(-900L, (await town.BalancesAsync())[new("member", town.Comune, null)]);
        Assert.DoesNotContain(new("retained", town.Comune, null), (await town.BalancesAsync()).Keys);
        await SentAsync(town);
        Assert.Equal(900L, (await town.KeptAsync(3)).Total.Cents);

        Task<int> ReleaseAsync() => town.Payouts.ReleaseAsync(town.Community, "test", Sample.Noon, Cancellation);
    }

    // Whatever is done in whatever order: the books balance, what the books owe is what is open, and no line is paid twice.
    [Fact]
    public async Task Any_sequence_of_acts_keeps_the_books_at_zero_and_pays_nothing_twice()
    {
        foreach (var acts in Gen.Choose(0, 9999).ArrayOf(22).Sample(14))
        {
            var town = await PayoutTown.OfAsync(postgres);
            await town.RuleAsync(acts[0] % 3 * 100, acts[0] % 2 * 15, acts[1] % 2 == 0);
            foreach (var act in acts)
            {
                await DoAsync(town, act);
                await CheckAsync(town, string.Join(',', acts));
            }
        }
    }

    [Fact]
    public async Task The_database_refuses_a_payment_of_what_is_paid_already()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 0, false);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        await town.DraftAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => town.RunAsync(
            """
            with batch as (
              insert into core.payout (community_id, id, on_day, approvers, form, sha256, iban, holder, made_by, made_at)
              select community_id, 2, on_day, approvers, form, sha256, iban, holder, made_by, made_at from core.payout
              where community_id = $1 returning id),
            paid as (
              insert into core.payout_payment (community_id, payout_id, ordinal, end_to_end, member_id, bank_revision, iban, holder,
                cents, retained_cents)
              select community_id, 2, ordinal, end_to_end || 'B', member_id, bank_revision, iban, holder, cents, 0
              from core.payout_payment where community_id = $1 returning 1)
            insert into core.payout_item (community_id, payout_id, ordinal, entry_id, line, cents)
            select community_id, 2, ordinal, entry_id, line, 1 from core.payout_item where community_id = $1
            """,
            town.Community.Value));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
    }

    // The connection is cut by the server between the events and their entries: nothing of the file is there, and it can be taken in.
    [Fact]
    public async Task A_process_that_is_killed_while_it_takes_a_file_in_leaves_nothing_of_it()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 0, false);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        await SentAsync(town);
        var ends = (await town.KeptAsync(1)).Payments;
        var file = Movements([.. ends.Select(payment => (-payment.Amount.Cents, (string?)payment.EndToEnd, (string?)null))]);
        var before = await StateAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => OneTransaction.RunAsync(
            postgres.App,
            async () =>
            {
                Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, file, "k"));
                Assert.True(await postgres.AskAsync<bool>(
                    """
                    select bool_or(pg_terminate_backend(pid)) from pg_locks
                    where locktype = 'advisory' and objsubid = 2 and granted and objid = $1::int::oid and database = (
                      select oid from pg_database where datname = current_database())
                    """,
                    town.Community.Value));
            },
            Cancellation));
        Assert.Equal(before, await StateAsync());
        Assert.Equal(2, Assert.IsType<ImportOutcome.Taken>(await ImportAsync(town, file, "k")).Booked);

        Task<string> StateAsync() => postgres.AskAsync<string>(
            """
            select concat_ws(' ', (select count(*) from core.bank_import where community_id = $1),
              (select count(*) from core.bank_movement where community_id = $1),
              (select count(*) from core.payout_event where community_id = $1),
              (select count(*) from core.ledger_entry where community_id = $1))
            """,
            town.Community.Value);
    }

    [Fact]
    public async Task A_statement_of_another_account_and_a_report_about_another_file_are_refused()
    {
        var town = await PayoutTown.OfAsync(postgres);
        var strange = new BankFile.Statement([Domain.Banking.Iban.Parse("DE89370400440532013000", null)], []);
        Assert.IsType<ImportOutcome.Refused>(await ImportAsync(town, strange, "x"));
        Assert.IsType<ImportOutcome.Refused>(await ImportAsync(town, new BankFile.Report([new("ALTRO", null, "RJCT", null,
            PayoutTown.Day)]), "y"));
        Assert.Equal(0L, await postgres.CountAsync(town.Community, "bank_import"));
    }

    [Fact]
    public async Task Accounts_of_who_left_go_after_ten_years_and_those_in_use_stay()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var community = await new CommunityStore(database.App).SaveAsync("c", Sample.Definition, "test", Cancellation);
        await RunAsync(
            """
            insert into core.member_bank (community_id, member_id, revision, iban, holder, reason, told_by, told_at)
            select $1, member.id, told.revision, 'IT33C9999999999000000000002', 'Titolare', 'modulo', 'test', told.at
            from core.member as member
            cross join (values (1, now() - interval '12 years'), (2, now() - interval '11 years'), (3, now())) as told (revision, at)
            where member.community_id = $1 and member.code = 'comune'
            """);
        await RunAsync("select core.forget_bank() where $1 > 0");
        // The second took the place of the first more than ten years ago; the third has taken its place today.
        var gone = await AskAsync("select array_agg(iban is null order by revision) from core.member_bank where community_id = $1");
        Assert.Equal([true, false, false], gone);
        await RunAsync("select core.forget_bank() where $1 > 0");

        async Task RunAsync(string sql)
        {
            await using var command = database.App.CreateCommand(sql);
            command.Parameters.Add(new() { Value = community.Community.Value });
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        async Task<bool[]> AskAsync(string sql)
        {
            await using var command = database.App.CreateCommand(sql);
            command.Parameters.Add(new() { Value = community.Community.Value });
            return (bool[])(await command.ExecuteScalarAsync(Cancellation))!;
        }
    }

    private static async Task SentAsync(PayoutTown town)
    {
        var payout = (await town.DraftAsync())!.Value;
        Assert.All(await town.ApproveAsync(payout), one => Assert.IsType<PayoutOutcome.Done>(one));
        Assert.IsType<PayoutOutcome.Done>(await town.SendAsync(payout));
    }

    private static BankFile.Statement Movements(params (long Cents, string? EndToEnd, string? Code)[] told) => new(
        [], [.. told.Select(one => new BankMovement(PayoutTown.Day, new(one.Cents), one.EndToEnd, null, null, one.Code, "parole"))]);

    private static Task<ImportOutcome> ImportAsync(PayoutTown town, BankFile file, string name) => town.Payouts.ImportAsync(
        town.Community, new("camt.053", name, SHA256.HashData(Encoding.UTF8.GetBytes(name)), file), "test", Sample.Noon, Cancellation);

    private static async Task DoAsync(PayoutTown town, int act)
    {
        var month = new YearMonth(2026, 1 + (act / 10 % 2));
        var batches = await town.Payouts.ListAsync(town.Community, Cancellation);
        var open = batches.LastOrDefault(batch => batch is { SentAt: null, EndedFor: null });
        var sent = batches.Where(batch => batch.SentAt is not null).ToArray();
        var batch = sent.Length == 0 ? null : sent[act / 10 % sent.Length];
        switch (act % 10)
        {
            case 0 or 1:
                await town.ApproveAsync(month, (act * 7 % 4000, act % 97), ((act * 13 % 4000) - 1500, 0), act % 300);
                break;
            case 2:
                await town.MoneyAsync(month, "received", act % 4 == 2 ? "complete" : "partial", (act % 5000) + 1);
                break;
            case 3 or 4:
                await town.DraftAsync();
                break;
            case 5 or 6 when open is not null:
                await town.ApproveAsync(open.Id);
                await town.SendAsync(open.Id);
                break;
            case 7 when open is not null && act % 3 == 0:
                await town.Payouts.CancelAsync(town.Community, open.Id, "prova", "test", Sample.Noon, Cancellation);
                break;
            case 7:
                await town.Payouts.ReleaseAsync(town.Community, "test", Sample.Noon, Cancellation);
                break;
            case 8 or 9 when batch is not null:
                var kind = PaymentWords.Outcomes[act / 100 % 3];
                await town.TellAsync(batch.Id, 1 + (act / 1000 % batch.Payments.Count), kind);
                break;
        }
    }

    private async Task CheckAsync(PayoutTown town, string acts)
    {
        var faults = await postgres.AskAsync<string>(
            """
            with live as (
              select item.*, file.payout_id is not null as sent from core.payout_item as item
              left join core.payout_file as file on file.community_id = item.community_id and file.payout_id = item.payout_id
              where item.community_id = $1
                and not exists (select from core.payout_end as gone where gone.community_id = $1 and gone.payout_id = item.payout_id)
                and not exists (select from core.payout_event as back where back.community_id = $1
                  and back.payout_id = item.payout_id and back.ordinal = item.ordinal and back.kind <> 'booked'))
            select concat_ws('; ',
              (select 'entries that do not balance: ' || string_agg(entry_id::text, ' ') from (
                select entry_id from core.ledger_line where community_id = $1 group by 1 having sum(cents) <> 0) as bad),
              (select 'lines paid twice: ' || string_agg(format('%s.%s', entry_id, line), ' ') from (
                select live.entry_id, live.line from live
                join core.ledger_line as owed on owed.community_id = $1 and owed.entry_id = live.entry_id and owed.ordinal = live.line
                group by live.entry_id, live.line, owed.cents having abs(sum(live.cents)) > abs(owed.cents)) as bad),
              (select 'owed is not open: ' || string_agg(format('%s: %s <> %s', member_id, owed, open), ' ') from (
                select member.id as member_id,
                  (select -coalesce(sum(cents), 0) from core.ledger_line
                    where community_id = $1 and member_id = member.id and account = 'member') as owed,
                  (select coalesce(sum(cents), 0) from core.open_item where community_id = $1 and member_id = member.id)
                  + (select coalesce(sum(live.cents), 0) from live
                    join core.payout_payment as paid on paid.community_id = $1 and paid.payout_id =
                    live.payout_id and paid.ordinal = live.ordinal
                    where not live.sent and paid.member_id = member.id) as open
                from core.member as member where member.community_id = $1) as told where owed <> open),
              (select 'kept back below nothing: ' || string_agg(member_id::text, ' ') from (
                select member_id from core.ledger_line where community_id = $1 and account = 'retained' group by 1 having sum(
                cents) > 0) as bad))
            """,
            town.Community.Value);
        Assert.True(faults.Length == 0, $"{faults} after {acts}");
        await town.BalancesAsync();
    }
}
