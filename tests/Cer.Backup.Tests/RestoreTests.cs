using System.Text;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host;
using Cer.Host.Backup;
using Cer.Operations.Backup;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage.Backup;
using Cer.Storage.Migrations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Cer.Backup.Tests;

/// <summary>What was saved comes back, on real databases.</summary>
public sealed class RestoreTests(GoldenBackup golden)
{
    private const string Golden = GoldenBackup.Folder;
    private const string RightsSql = """
        select string_agg(right_to, ' ' order by right_to)
        from (select relname || coalesce(relacl::text, '') as right_to from pg_class where relnamespace = 'core'::regnamespace) as rights
        """;

    private const string WhoSql = """
        select string_agg(word, ' ' order by word) from (
          select substr(rolname, 5) as word from pg_roles where rolname in ('cer_app', 'cer_member', 'cer_rep')
            and has_database_privilege(rolname, current_database(), 'connect')
          union select 'owner' where has_database_privilege(current_user, current_database(), 'connect')) as who
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_golden_community_restored_into_an_empty_database_settles_to_the_same_bytes(bool migrated)
    {
        await using var copy = await Installation.CreateAsync(migrated);
        var restored = await copy.RestoreAsync(golden.Made.Path);
        Assert.Empty(restored.Differences);
        Assert.Equal(["prova 2025-10  same"], restored.Months);
        Assert.True(restored.Same);
        Assert.Equal(golden.Settled, await copy.SettleAsync());
        Assert.Equal(("Statuto", "a key"), (copy.Read("documents/2025/statuto.pdf"), copy.Read("keys/mqtt.pem")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(copy.Data, "keys/mqtt.pem")));
    }

    [Fact]
    public async Task Between_the_dump_and_the_end_only_the_owner_gets_in()
    {
        await using var copy = await Installation.CreateAsync(migrated: true);
        var target = new RestoreTarget(copy.Database.Owner);
        Assert.Null(await target.ClearAsync(Cancellation));
        Assert.Equal("owner", await copy.AskAsync<string>(WhoSql));
        Assert.Empty((await copy.RestoreAsync(golden.Made.Path)).Differences);
        Assert.Equal("app member owner rep", await copy.AskAsync<string>(WhoSql));
    }

    // What the running program may and may not do is part of what must come back.
    [Fact]
    public async Task A_restored_database_takes_readings_and_refuses_to_rewrite_them()
    {
        await using var copy = await Installation.CreateAsync(migrated: false);
        await copy.RestoreAsync(golden.Made.Path);
        Assert.Equal(await golden.Origin.AskAsync<string>(RightsSql), await copy.AskAsync<string>(RightsSql));

        var added = await AppendAsync(copy, 1);
        Assert.Equal(1, added);
        Assert.Null(await copy.Services.GetRequiredService<ISchemaState>().ProblemAsync(Cancellation));
        await using var command = copy.Database.App.CreateCommand("update core.reading set revision = 9");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))).SqlState);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => copy.RunAsync("delete from core.reading"));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
    }

    [Fact]
    public async Task A_backup_made_while_readings_are_written_is_of_one_moment()
    {
        await using var origin = await Installation.CreateAsync();
        await origin.FillAsync(Golden);
        using var stop = new CancellationTokenSource();
        var (written, day) = (0, 0);
        var writer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) written += await AppendAsync(origin, ++day);
        }, Cancellation);
        while (Volatile.Read(ref written) < 10) await Task.Delay(5, Cancellation);
        var begun = written;
        var made = await origin.BackUpAsync();
        var ended = written;
        await stop.CancelAsync();
        await writer;
        Assert.True(ended > begun, "nothing was written during the backup");

        await using var copy = await Installation.CreateAsync(migrated: false);
        Assert.Empty((await copy.RestoreAsync(made.Path)).Differences);
        var rows = await copy.AskAsync<long>("select count(*) from core.reading");
        Assert.Equal(made.Manifest.Tables["core.reading"], rows);
        // The quarters of a day come in one transaction: of no day is there a part.
        Assert.Equal(
            0,
            await copy.AskAsync<long>(
            "select count(*) from (select from core.reading where minutes = 15 group by starts_at::date having "
            + "count(*) <> 96) as parts"));
    }

    [Fact]
    public async Task A_database_with_rows_is_refused_and_stays_as_it_is()
    {
        var before = await golden.Origin.AskAsync<long>("select count(*) from core.reading");
        var refusal = await Assert.ThrowsAsync<UserFault>(() => golden.Origin.RestoreAsync(golden.Made.Path));
        Assert.Contains("expected an empty database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await golden.Origin.AskAsync<long>("select count(*) from core.reading"));
    }

    [Fact]
    public async Task A_document_that_stands_there_already_is_not_overwritten()
    {
        await using var origin = await Installation.CreateAsync();
        origin.Write("documents/statuto.pdf", "Statuto");
        var made = await origin.BackUpAsync();
        await using var copy = await Installation.CreateAsync();
        copy.Write("documents/statuto.pdf", "another");
        Assert.Contains("statuto.pdf", (
            await Assert.ThrowsAsync<UserFault>(() => copy.RestoreAsync(made.Path))).Message, StringComparison.Ordinal);
        Assert.Equal("another", copy.Read("documents/statuto.pdf"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await using var origin = await Installation.CreateAsync();
        var next = MigrationFiles.All[^1].Version + 1;
        await origin.RunAsync(
            $"insert into core.schema_version (version, name, sha256, program) values ({next}, "
            + $"'{next:0000}_later.sql', sha256(''), 'cer 9')");
        var made = await origin.BackUpAsync();
        Assert.Equal(next, made.Manifest.SchemaVersion);
        await using var copy = await Installation.CreateAsync();
        var refusal = await Assert.ThrowsAsync<UserFault>(() => copy.RestoreAsync(made.Path));
        Assert.Contains("install the newer one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_schema_is_migrated_afterwards()
    {
        await using var origin = await Installation.CreateAsync(migrated: false);
        await new Migrator(origin.Database.Owner, "cer old", [.. MigrationFiles.All.Take(4)]).MigrateAsync(Cancellation);
        var made = await origin.BackUpAsync();
        await using var copy = await Installation.CreateAsync(migrated: false);
        Assert.Empty((await copy.RestoreAsync(made.Path)).Differences);
        Assert.Null(await copy.Services.GetRequiredService<ISchemaState>().ProblemAsync(Cancellation));
    }

    [Fact]
    public async Task A_month_that_was_due_again_at_the_time_of_the_backup_is_told_apart_from_one_that_differs()
    {
        await using var origin = await Installation.CreateAsync();
        await origin.FillAsync(Golden);
        await origin.NothingIsDueAsync();
        await origin.RunAsync("update core.work set done_at = now()");
        Assert.False((await origin.BackUpAsync()).Manifest.Months.Single().Outdated);
        await AppendAsync(origin, 1, corrected: true);
        origin.Clock.Move(Duration.FromMinutes(1));
        var made = await origin.BackUpAsync();
        Assert.True(made.Manifest.Months.Single().Outdated);

        await using var copy = await Installation.CreateAsync();
        var restored = await copy.RestoreAsync(made.Path);
        Assert.True(restored.Same);
        Assert.Contains("due again", restored.Months.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_that_comes_out_otherwise_is_named_with_what_differs()
    {
        var month = golden.Made.Manifest.Months.Single();
        var lines = new List<string>();
        var other = Archive.Manifest([]) with { Months = [month with { TipCents = month.TipCents + 1, InputSha256 = new('0', 64) }] };
        Assert.False(await new RestoredMonths(golden.Origin.Services).CompareAsync(other, lines.Add, Cancellation));
        Assert.Contains($"tip_cents: found {month.TipCents}, expected {month.TipCents + 1}", lines.Single(), StringComparison.Ordinal);
        Assert.Contains("found inputs with the hash", lines.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_refused_before_anything_is_written()
    {
        await using var origin = await Installation.CreateAsync();
        var full = new MakeBackup(origin.Data, origin.Clock, _ => { }) { FreeBytes = _ => 1 << 20 };
        var refusal = await Assert.ThrowsAsync<UserFault>(() => full.RunAsync(origin.Backups, Cancellation));
        Assert.Contains("Found 1 MiB free", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(origin.Backups));
    }

    [Fact]
    public async Task Cancelled_it_leaves_nothing()
    {
        var data = Directory.CreateTempSubdirectory("cer-backup-").FullName;
        File.Copy(Path.Combine(golden.Origin.Data, "settings.json"), Path.Combine(data, "settings.json"));
        var place = Path.Combine(data, "backup");
        for (var wait = 1; wait < 300; wait *= 3)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(wait));
            try
            {
                File.Delete((await new MakeBackup(data, golden.Origin.Clock, _ => { }).RunAsync(place, cancel.Token)).Path);
            }
            catch (OperationCanceledException)
            {
                // As asked.
            }

            Assert.Empty(Directory.Exists(place) ? Directory.GetFileSystemEntries(place) : []);
            Assert.Equal(["settings.json"], Directory.GetFiles(data).Select(Path.GetFileName));
        }

        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData(false, "", 0L, 0L)]
    [InlineData(true, "boss anna", 1L, 1L)]
    public async Task After_a_restore_nothing_of_before_opens_unless_that_is_asked_and_who_restores_is_told(
        bool keepPeople, string withPassword, long passkeys, long linked)
    {
        await using var origin = await Installation.CreateAsync();
        await origin.FillAsync(Golden);
        await origin.RunAsync(
            """
            insert into core.person (login, name, email, salt, hash, rounds, totp_secret, enabled)
            select login, login, login || '@comune.example', sha256('s'), sha256('h'), 600000, 'x', login <> 'carlo'
            from unnest(array['boss', 'anna', 'carlo']) as login;
            update core.person set hash = null, salt = null, rounds = null where login = 'carlo';
            insert into core.person_role (person_id, role) select id, 'administrator' from core.person where login <> 'anna';
            insert into core.person_role (person_id, role, community_id)
            select person.id, 'operator', community.id from core.person, core.community where login = 'anna';
            insert into core.person_session (token_sha256, person_id, idle_until, expires_at)
            select sha256('session'), id, 'infinity', 'infinity' from core.person where login = 'anna';
            insert into core.known_device (token_sha256, person_id) select sha256('device'), id from core.person where login = 'anna';
            insert into core.passkey (credential_id, person_id, public_key, sign_count, transports, backup_eligible, backed_up, name)
            select 'key', id, 'k', 0, '{}', false, false, 'telefono' from core.person where login = 'anna';
            insert into core.api_token (token_sha256, person_id, community_id, name, scopes, made_by, expires_at)
            select sha256('token'), person.id, community.id, 'foglio', '{flows}', 'test', now() + interval '1 day'
            from core.person, core.community where login = 'anna';
            insert into core.sign_in_link (token_sha256, person_id, source_sha256, known, expires_at)
            select sha256('link'), id, sha256('x'), false, 'infinity' from core.person where login = 'anna';
            insert into core.invite (token_sha256, person_id, made_by, expires_at)
            select sha256('invite'), id, 'test', 'infinity' from core.person where login = 'boss';
            insert into core.home_user (id, name, person_id, linked_at, linked_by)
            select 'abc', 'Anna', id, now(), 'test' from core.person where login = 'anna';
            """);
        var made = await origin.BackUpAsync();
        // What happens after the backup is what it does not know.
        await origin.RunAsync("delete from core.passkey; update core.person set enabled = false where login = 'anna'");

        await using var copy = await Installation.CreateAsync(migrated: false);
        await copy.RestoreAsync(made.Path, keepPeople);
        Assert.Equal(
            withPassword,
            await copy.AskAsync<string>(
                "select coalesce(string_agg(login, ' ' order by id), '') from core.person where hash is not null and enabled"));
        Assert.Equal(passkeys, await copy.AskAsync<long>("select count(*) from core.passkey"));
        Assert.Equal(linked, await copy.AskAsync<long>("select count(*) from core.home_user where person_id is not null"));
        Assert.Equal(
            0L,
            await copy.AskAsync<long>(
                """
                select (select count(*) from core.person_session) + (select count(*) from core.known_device)
                  + (select count(*) from core.sign_in_link) + (select count(*) from core.api_token where ended_at is null)
                  + (select count(*) from core.invite where used_at is null and expires_at > now())
                """));

        var told = new List<string>();
        await new RestoredDoors(copy.Services, copy.Data).TellAsync(keepPeople, told.Add, Cancellation);
        var words = string.Join('\n', told);
        Assert.Contains("links by e-mail and open invites of the backup are over", words, StringComparison.Ordinal);
        // An invite for who runs the house, and for nobody who is disabled or runs nothing.
        Assert.Equal(!keepPeople, words.Contains("\nboss  http", StringComparison.Ordinal));
        Assert.DoesNotContain("anna  http", words, StringComparison.Ordinal);
        Assert.DoesNotContain("carlo  http", words, StringComparison.Ordinal);
        Assert.Equal(keepPeople, words.Contains("opens again", StringComparison.Ordinal));
        Assert.Equal(keepPeople ? 0L : 1L, await copy.AskAsync<long>("select count(*) from core.invite where expires_at > now()"));
    }

    [Fact]
    public async Task Two_of_the_same_second_do_not_meet()
    {
        await using var origin = await Installation.CreateAsync();
        var made = await Task.WhenAll(origin.BackUpAsync(), origin.BackUpAsync());
        Assert.NotEqual(made[0].Path, made[1].Path);
        Assert.All(made, one => Assert.Null(Archive.ProblemAsync(one.Path).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_dump_that_fails_in_the_restore_leaves_an_empty_database_and_says_why()
    {
        await using var origin = await Installation.CreateAsync();
        var migrations = (await origin.BackUpAsync()).Manifest.Migrations;
        var broken = await Archive.WriteAsync(
            origin.Data, manifest => manifest with { Migrations = migrations }, ("database.dump", Encoding.UTF8.GetBytes("PGDMP no dump")));
        await using var copy = await Installation.CreateAsync();
        var failure = await Assert.ThrowsAsync<BackupException>(() => copy.RestoreAsync(broken));
        Assert.Contains("pg_restore", failure.Message, StringComparison.Ordinal);
        var whole = await origin.BackUpAsync();
        Assert.Empty((await copy.RestoreAsync(whole.Path)).Differences);
    }

    /// <summary>A day of quarters of the community's first point, after the golden month or within it.</summary>
    private static async Task<int> AppendAsync(Installation place, int day, bool corrected = false)
    {
        var community = await place.CommunityAsync();
        var pod = Pod.Parse(await place.AskAsync<string>("select code from core.pod order by id limit 1"), null);
        var start = Instant.FromUtc(2025, corrected ? 10 : 11, 1, 0, 0) + Duration.FromDays(day);
        var rows = Enumerable.Range(0, corrected ? 1 : 96).Select(quarter => new Reading
        {
            Pod = pod,
            Start = start + Duration.FromMinutes(corrected ? 60 : 15 * quarter),
            Minutes = corrected ? 60 : 15,
            Withdrawn = Energy.FromKilowattHours(corrected ? 77 : 0.25m),
        });
        var counts = await place.Services.GetRequiredService<IReadingStore>().AppendAsync(
            community, IntakeSource.Csv, [.. rows], Cancellation);
        return corrected ? counts.Corrected : counts.Added > 0 ? 1 : 0;
    }
}
