using Cer.Storage;
using Cer.Storage.Keeping;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Names and papers of the desk go when their time is over, and nothing before it; accounts of delegates after a year.</summary>
public class DeskForgettingTests
{
    private const string SeedSql = """
        create temporary table seed as select (now() at time zone 'Europe/Rome')::date as today,
          (select id from core.community) as c,
          (select id from core.member where code = 'comune') as stays, (select id from core.member where code = 'bottega') as gone;
        -- Of the shop's point the declaration says that it left: eleven years ago.
        insert into core.desk_act (community_id, id, kind, before_version, version, first_day, author, at)
        select c, 1, 'leave', 1, 2, today - 11 * 366, 'test', now() - interval '11 years' from seed;
        insert into core.desk_evidence (community_id, act_id, member_id, kind, number, dated, kept_at)
        select c, 1, gone, 'letter', '7', today - 11 * 366, 'armadio' from seed union all
        select c, 1, stays, 'letter', '8', today - 11 * 366, 'armadio' from seed;
        insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, number, dated, kept_at, author,
          recorded_at)
        select c, told.id, stays, told.name, today - 12 * 366, told.until, 'form', '9', today - 12 * 366, 'cassetto', 'test', now()
        from seed cross join lateral (values (1, 'Vecchia', today - 11 * 366), (2, 'Terminata', today + 10), (3, 'Recente', today - 400),
          (4, 'Vale', today + 10)) as told (id, name, until);
        insert into core.delegation_end (community_id, delegation_id, last_day, reason, author, at)
        select c, 2, today - 11 * 366, 'litigio', 'test', now() from seed;
        insert into core.person (login, name, email)
        select login, login, login || '@esempio.example' from unnest(array['vecchia', 'recente', 'vale', 'anche']) as login;
        insert into core.person_role (person_id, role, community_id) select id, 'delegate', c from core.person, seed;
        insert into core.person_role (person_id, role, community_id) select id, 'auditor', c from core.person, seed where login = 'anche';
        insert into core.delegation_access (community_id, delegation_id, person_id, author)
        select c, told.id, person.id, 'test' from seed
        cross join (values (1, 'vecchia'), (2, 'anche'), (3, 'recente'), (4, 'vale')) as told (id, login)
        join core.person as person on person.login = told.login;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_over_since_ten_years_loses_names_and_papers_and_delegates_without_a_delegation_their_account()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var store = new CommunityStore(database.App);
        await store.SaveAsync("c", Sample.Definition, "test", Cancellation);
        var left = Sample.Community with
        {
            Pods =
            [
                .. Sample.Community.Pods.Select(point =>
                    point.Member == "bottega" ? point with { From = new(2010, 1, 1), To = new(2012, 1, 1) } : point),
            ],
        };
        await store.SaveAsync("c", Sample.Definition with { Community = left }, "test", Cancellation);
        await RunAsync(database.Admin, SeedSql);

        await new RetentionStore(database.App).ForgetAsync(Cancellation);
        const string Delegations = """
            select string_agg(delegate || ' ' || coalesce(number, '-') || ' ' || kept_at, ', ' order by id) from core.delegation
            """;
        Assert.Equal(
            "(removed) - (removed), (removed) - (removed), Recente 9 cassetto, Vale 9 cassetto",
            await AskAsync<string>(database, Delegations));
        Assert.Equal("(removed)", await AskAsync<string>(database, "select reason from core.delegation_end"));
        // That something was done stays, with its day; so does the paper of who is still a member.
        Assert.Equal(
            "- -,letter armadio",
            await AskAsync<string>(
                database,
                """
                select string_agg(coalesce(kind, '-') || ' ' || coalesce(kept_at, '-'), ',' order by kind nulls first)
                from core.desk_evidence
                """));
        Assert.Equal(1L, await AskAsync<long>(database, "select count(*) from core.desk_act"));
        // Who was here for that alone has no account; who is something else here, or was a delegate until lately, has one.
        Assert.Equal(
            "anche true auditor,recente false -,vale true delegate,vecchia false -",
            await AskAsync<string>(
                database,
                """
                select string_agg(login || ' ' || enabled || ' ' || coalesce((select string_agg(role, ' ' order by role)
                  from core.person_role where person_id = person.id), '-'), ',' order by login) from core.person
                """));
        Assert.Equal(2L, await AskAsync<long>(database, "select count(*) from core.person where email is null"));

        // Said again, nothing changes; and nobody else may change what was stored.
        await new RetentionStore(database.App).ForgetAsync(Cancellation);
        Assert.Equal(3L, await AskAsync<long>(database, "select count(*) from core.person_act where what = 'delegate no more'"));
        foreach (var table in (string[])["delegation", "delegation_end", "desk_evidence"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => RunAsync(database.Owner, $"delete from core.{table}"));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        }
    }

    private static async Task RunAsync(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<T> AskAsync<T>(TestDatabase database, string sql)
    {
        await using var command = database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
