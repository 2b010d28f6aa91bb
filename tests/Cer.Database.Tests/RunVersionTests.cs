using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.People;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Sums follow the definition that their month was settled with, until it is settled by another.</summary>
public class RunVersionTests(PostgresFixture postgres)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 14, 11, 0);
    private static readonly Instant February = Instant.FromUtc(2026, 2, 14, 11, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_definition_changes_an_open_month_when_it_is_settled_by_it_and_one_without_a_run_at_once()
    {
        var crowd = await Crowd.FoundAsync(postgres, 6, 0);
        await SettleAsync(crowd, 1, 1);
        await crowd.SumAsync([.. All(crowd, Noon), .. All(crowd, February)]);
        var token = await TokenAsync(crowd, 5);
        Assert.Equal(["6 6", "6 6"], await MembersAsync(crowd));
        Assert.Equal([Noon, February], await OwnAsync(token));

        // The sixth was never in it beyond last year.
        await crowd.DeclareAsync(without: 1, until: new(2025, 12, 31));
        await DrainAsync(crowd);
        Assert.Equal(["6 6", "5 5"], await MembersAsync(crowd));
        // A point that is not the member's by the latest word is not the member's to read, whatever the month was settled with.
        Assert.Empty(await OwnAsync(token));

        await SettleAsync(crowd, 2, 2);
        Assert.Equal(1, await postgres.AskAsync<long>(
            "select count(distinct day) from core.sum_due where community_id = $1 and kind = 'hours'", crowd.Community.Value));
        await DrainAsync(crowd);
        Assert.Equal(["5 5", "5 5"], await MembersAsync(crowd));
    }

    private static IEnumerable<MeterHour> All(Crowd crowd, Instant start) =>
        Enumerable.Range(-1, 7).SelectMany(member => crowd.Hour(member, start, 1m, 2m));

    private Task<StoredRun> SettleAsync(Crowd crowd, int version, byte inputs) => new RunStore(postgres.App).StoreAsync(
        new()
        {
            Community = crowd.Community,
            DefinitionVersion = version,
            From = new(2026, 1),
            To = new(2026, 1),
            RuleIds = ["cer-base"],
            InputHash = Enumerable.Repeat(inputs, 32).ToArray(),
            Program = "cer 0.1.0",
            Who = "test",
            When = Sample.Noon,
            Months = [new(new(2026, 1), MonthStatus.Final, [], Energy.Zero, Energy.Zero, Energy.Zero, new(0), new(0), new(0))],
            UnitHours = [],
            UnitMonths = [],
            MemberMonths = [],
            FundMonths = [],
        },
        Cancellation);

    private async Task DrainAsync(Crowd crowd)
    {
        await using var command = postgres.App.CreateCommand(
            """
            select core.take_sum(community_id, kind, day) from (
              select distinct community_id, kind, day from core.sum_due where community_id = $1) as due
            """);
        command.Parameters.Add(new() { Value = crowd.Community.Value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private Task<List<string>> MembersAsync(Crowd crowd) => RepTown.ListAsync(
        postgres.Database.Admin, null, null,
        "select private_members || ' ' || (points_known - 1) from core.hour_sum where community_id = $1 order by starts_at",
        row => row.GetString(0), crowd.Community.Value);

    private async Task<List<Instant>> OwnAsync(string token)
    {
        await using var db = NpgsqlDataSource.Create(postgres.Database.MemberAddress);
        return await RepTown.ListAsync(
            db, token, null, "select ts from mine.energy_hour order by 1", row => Instant.FromDateTimeUtc(row.GetDateTime(0)));
    }

    private async Task<string> TokenAsync(Crowd crowd, int member)
    {
        var people = new PeopleStore(postgres.App);
        var invite = await people.AddAsync(
            new($"p{Guid.NewGuid():N}"[..20], "Persona inventata", null,
                [new(Role.Member, crowd.Community, null, await crowd.NumberAsync(member))]),
            SecretToken.New(), "test", Cancellation);
        var person = await people.AcceptAsync(invite!.Token, PasswordHash.Of("una frase inventata"), Cancellation);
        var token = SecretToken.New();
        await new SessionStore(postgres.App).OpenAsync(person!.Value, token, Cancellation);
        return token.Text;
    }
}
