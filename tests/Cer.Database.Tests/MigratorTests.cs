using Cer.Storage.Migrations;

namespace Cer.Database.Tests;

/// <summary>The schema only goes forward, each file once.</summary>
public class MigratorTests
{
    private const string Advice = "run 'cer migrate'.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_twice_changes_nothing_the_second_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        var migrator = new Migrator(database.Owner, "cer test");

        Assert.Equal(MigrationFiles.All, await migrator.MigrateAsync(Cancellation));
        Assert.Empty(await migrator.MigrateAsync(Cancellation));
        Assert.Null(await new SchemaState(database.App).ProblemAsync(Cancellation));
    }

    [Fact]
    public async Task Two_programs_that_migrate_at_once_apply_each_file_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var applied = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => new Migrator(database.Owner, "cer test").MigrateAsync(Cancellation)));
        Assert.Equal(MigrationFiles.All.Count, applied.Sum(files => files.Count));
    }

    [Fact]
    public async Task A_released_file_that_changed_is_refused_and_named()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var first = MigrationFiles.All[0];
        Migration[] changed = [new(first.Version, first.Name, first.Text + " "), .. MigrationFiles.All.Skip(1)];

        var refusal = await Assert.ThrowsAsync<SchemaException>(
            () => new Migrator(database.Owner, "cer test", changed).MigrateAsync(Cancellation));

        Assert.Contains("0001_community.sql", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(refusal.Message, await new SchemaState(database.App, changed).ProblemAsync(Cancellation));
    }

    [Fact]
    public async Task An_older_program_neither_migrates_back_nor_serves()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        Migration[] older = [.. MigrationFiles.All.SkipLast(1)];

        await Assert.ThrowsAsync<SchemaException>(
            () => new Migrator(database.Owner, "cer old", older).MigrateAsync(Cancellation));
        Assert.Contains(
            "older", await new SchemaState(database.App, older).ProblemAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_schema_is_not_served_and_the_sentence_says_what_to_do()
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.EndsWith(Advice, await ProblemAsync(database), StringComparison.Ordinal);

        await new Migrator(database.Owner, "cer old", [.. MigrationFiles.All.SkipLast(1)]).MigrateAsync(Cancellation);

        Assert.EndsWith(Advice, await ProblemAsync(database), StringComparison.Ordinal);
        Assert.Single(await new Migrator(database.Owner, "cer test").MigrateAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_that_fails_leaves_the_schema_where_it_was()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var next = MigrationFiles.All[^1].Version + 1;
        Migration[] files =
            [.. MigrationFiles.All, new(next, "broken.sql", "create table core.half_done (id int); select 1 / 0;")];

        await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => new Migrator(database.Owner, "cer test", files).MigrateAsync(Cancellation));

        Assert.Empty(await new Migrator(database.Owner, "cer test").MigrateAsync(Cancellation));
        await using var asked = database.Admin.CreateCommand("select to_regclass('core.half_done') is null");
        Assert.True((bool)(await asked.ExecuteScalarAsync(Cancellation))!);
    }

    [Fact]
    public async Task A_token_of_the_time_of_one_scope_reads_what_it_read_and_says_so()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Migrator(database.Owner, "cer old", [.. MigrationFiles.All.Where(file => file.Version < 50)])
            .MigrateAsync(Cancellation);
        await RunAsync(
            """
            insert into core.community (code) values ('borgo');
            insert into core.person (login, name) values ('anna', 'Anna');
            insert into core.api_token (token_sha256, person_id, community_id, name, scopes, made_by, expires_at)
            select sha256(convert_to(scopes::text, 'UTF8')), person.id, community.id, 'foglio', scopes, 'test', now()
            from core.person as person, core.community as community,
              (values (array['figures']), (array['flows']), (array['flows', 'figures'])) as made (scopes);
            """);
        await new Migrator(database.Owner, "cer test").MigrateAsync(Cancellation);
        await using var asked = database.Admin.CreateCommand(
            "select array_agg(array_to_string(scopes, ' ') || ' ' || of_one_scope order by id) from core.api_token");
        Assert.Equal(
            ["sums:read members:read true", "flows false", "sums:read members:read flows true"],
            (string[])(await asked.ExecuteScalarAsync(Cancellation))!);

        async Task RunAsync(string sql)
        {
            await using var command = database.Admin.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public void Files_are_numbered_upward_from_one_and_no_number_comes_twice()
    {
        int[] numbers = [.. MigrationFiles.All.Select(file => file.Version)];
        Assert.Equal(1, numbers[0]);
        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    private static Task<string?> ProblemAsync(TestDatabase database) =>
        new SchemaState(database.App).ProblemAsync(Cancellation);
}
