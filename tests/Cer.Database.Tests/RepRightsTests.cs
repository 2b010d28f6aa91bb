using Npgsql;

namespace Cer.Database.Tests;

/// <summary>The roles of dashboards and of members may read their views, and nothing else by any way.</summary>
public class RepRightsTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Schemas => ["rep", "mine"];

    [Theory, MemberData(nameof(Schemas))]
    public async Task The_role_may_select_from_its_own_views_alone(string schema)
    {
        await using var db = NpgsqlDataSource.Create(AddressOf(schema));
        var relations = await ListAsync(
            postgres.Database.Admin,
            """
            select format('%I.%I', space.nspname, class.relname) from pg_class as class
            join pg_namespace as space on space.oid = class.relnamespace
            where class.relkind in ('r', 'p', 'v', 'm', 'f') and space.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            order by 1
            """);
        Assert.Contains("core.energy_hour", relations);
        var read = new List<string>();
        foreach (var relation in relations)
        {
            try
            {
                await RunAsync(db, $"select * from {relation} limit 0");
                read.Add(relation);
            }
            catch (PostgresException refusal)
            {
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
            }
        }

        Assert.All(read, relation => Assert.StartsWith($"{schema}.", relation, StringComparison.Ordinal));
        // One for each that people are to have, and one that only the others stand on.
        var own = relations.Where(relation => relation.StartsWith($"{schema}.", StringComparison.Ordinal));
        Assert.Equal(schema == "mine" ? own.Where(relation => relation != "mine.point_hour") : own, read);
    }

    [Theory, MemberData(nameof(Schemas))]
    public async Task The_role_can_make_change_and_call_nothing(string schema)
    {
        await using var db = NpgsqlDataSource.Create(AddressOf(schema));
        string[] acts =
        [
            "create temporary table t (id int)",
            "create temporary view v as select 1",
            "create table pg_temp.t (id int)",
            "create table public.t (id int)",
            $"create view {schema}.v as select 1",
            "create schema own",
            "select core.sum_hours(1, '2026-10-01')",
            "select core.hold_sum()",
            "select core.take_sum(1, 'hours', '2026-10-01')",
            "select core.told_by_difference(1, '{}', '{}')",
            "select core.kept_from('reading')",
            "insert into core.sum_due (community_id, kind, day) values (1, 'hours', '2026-10-01')",
            $"update {(schema == "rep" ? "rep.plant set name" : "mine.profile set name")} = ''",
            "set role cer_app",
            "select wf.forget(1, now(), 1)",
            "copy core.energy_hour to stdout",
        ];
        foreach (var act in acts)
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(db, act));
            Assert.True(
                refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectNotInPrerequisiteState,
                $"{act}: {refusal.SqlState} {refusal.MessageText}");
        }
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_make_temporary_tables() => Assert.Equal(
        [false, false, false],
        await ListAsync(
            postgres.Database.Admin,
            """
            select has_database_privilege(role, current_database(), 'temporary')
            from unnest(array['cer_app', 'cer_member', 'cer_rep']) as role
            """,
            row => row.GetBoolean(0)));

    [Fact]
    public async Task Every_view_of_the_two_keeps_conditions_from_looking_behind_it() => Assert.Empty(await ListAsync(
        postgres.Database.Admin,
        """
        select relname::text from pg_class where relkind = 'v' and relnamespace in ('rep'::regnamespace, 'mine'::regnamespace)
          and not coalesce('security_barrier=true' = any (reloptions) or 'security_barrier=on' = any (reloptions), false)
        """));

    private static async Task RunAsync(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static Task<List<string>> ListAsync(NpgsqlDataSource db, string sql) => ListAsync(db, sql, row => row.GetString(0));

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataSource db, string sql, Func<NpgsqlDataReader, T> make)
    {
        await using var command = db.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(Cancellation)) rows.Add(make(reader));
        return rows;
    }

    private string AddressOf(string schema) => schema == "rep" ? postgres.Database.RepAddress : postgres.Database.MemberAddress;
}
