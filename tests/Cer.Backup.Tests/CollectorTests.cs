using Cer.Host;
using Cer.Host.Backup;

namespace Cer.Backup.Tests;

/// <summary>What collectors had told after a backup is told again when it was put back, and taken once.</summary>
public sealed class CollectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Quarters_told_between_a_backup_and_its_restore_come_again_and_none_is_doubled(bool isSameFolder)
    {
        using var gym = new Gym();
        await using var origin = await FoundedAsync();
        MadeBackup made;
        await using (await gym.StartAsync(origin))
        {
            gym.PassHour();
            await Gym.AssertAsync(origin, 4);
            made = await origin.BackUpAsync();
            gym.PassHour();
            await Gym.AssertAsync(origin, 8);
        }

        await using var copy = await Installation.CreateAsync(migrated: false);
        if (isSameFolder) CopyState(origin, copy);
        Assert.Empty((await copy.RestoreAsync(made.Path)).Differences);
        await Gym.AssertAsync(copy, 4);
        await using var again = await gym.StartAsync(copy);
        await Gym.AssertAsync(copy, 8);
        gym.PassHour();
        await Gym.AssertAsync(copy, 12);
    }

    [Fact]
    public async Task Quarters_told_while_the_backup_is_being_made_are_not_lost()
    {
        using var gym = new Gym();
        await using var origin = await FoundedAsync();
        MadeBackup made;
        await using (await gym.StartAsync(origin))
        {
            gym.PassHour();
            await Gym.AssertAsync(origin, 4);
            // The database's moment is over when its rows are about to be saved.
            made = await new MakeBackup(origin.Data, origin.Clock, Tell).RunAsync(origin.Backups, Cancellation);
            await Gym.AssertAsync(origin, 8);
        }

        await using var copy = await Installation.CreateAsync(migrated: false);
        Assert.Empty((await copy.RestoreAsync(made.Path)).Differences);
        await Gym.AssertAsync(copy, 4);
        await using var again = await gym.StartAsync(copy);
        await Gym.AssertAsync(copy, 8);

        void Tell(string what)
        {
            if (what != "saving the database") return;
            gym.PassHour();
            Gym.AssertAsync(origin, 8).GetAwaiter().GetResult();
        }
    }

    [Fact]
    public async Task A_backup_of_before_restores_says_so_and_what_the_journal_still_has_comes_again()
    {
        using var gym = new Gym();
        await using var origin = await FoundedAsync();
        var older = await OlderAsync(origin);
        await using (await gym.StartAsync(origin))
        {
            gym.PassHour();
            await Gym.AssertAsync(origin, 4);
        }

        await using var copy = await Installation.CreateAsync(migrated: false);
        CopyState(origin, copy);
        var told = new List<string>();
        await using (var archive = await ArchiveReader.OpenAsync(older, Cancellation))
            Assert.Empty(await new RestoreBackup(copy.Data, told.Add).RunAsync(archive, Cancellation));
        Assert.Contains(told, line => line.StartsWith("the backup has no state of the collector buildings: ", StringComparison.Ordinal));
        await using var again = await gym.StartAsync(copy);
        await Gym.AssertAsync(copy, 4);
    }

    [Fact]
    public async Task A_backup_names_the_state_of_each_collector_and_takes_nothing_else_of_its_folder()
    {
        await using var origin = await Installation.CreateAsync();
        foreach (var name in new[] { "state.json", "sent", "backlog-00000001.log", "lock", "state.json.new", "refused.jsonl" })
            origin.Write($"cer-apps/buildings/{name}", name);
        origin.Write("cer-apps/passwords", "one");
        var made = await origin.BackUpAsync();
        Assert.Equal(
            ["cer-apps/buildings/state.json", "cer-apps/buildings/sent", "cer-apps/buildings/backlog-00000001.log"],
            made.Manifest.Members.Select(member => member.Name).Where(name => name.StartsWith("cer-apps", StringComparison.Ordinal)));
        Assert.Equal([Path.GetFileName(made.Path)], Directory.GetFileSystemEntries(origin.Backups).Select(Path.GetFileName));

        await using var copy = await Installation.CreateAsync(migrated: false);
        copy.Write("cer-apps/buildings/backlog-00000009.log", "newer");
        copy.Write("cer-apps/buildings/refused.jsonl", "kept");
        Assert.Empty((await copy.RestoreAsync(made.Path)).Differences);
        Assert.Equal(
            ["backlog-00000001.log", "refused.jsonl", "sent", "state.json"],
            Directory.GetFiles(Gym.FolderIn(copy.Data)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("sent", copy.Read("cer-apps/buildings/sent"));
    }

    [Fact]
    public async Task Where_a_collector_runs_nothing_is_restored()
    {
        using var gym = new Gym();
        await using var origin = await FoundedAsync();
        var made = await origin.BackUpAsync();
        await using var copy = await Installation.CreateAsync(migrated: false);
        await using var running = await gym.StartAsync(copy);
        var refusal = await Assert.ThrowsAsync<UserFault>(() => copy.RestoreAsync(made.Path));
        Assert.Contains("stop the server first", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cer-apps/../state.json")]
    [InlineData("cer-apps/state.json")]
    [InlineData("cer-apps/a/b/state.json")]
    [InlineData("cer-apps/a/lock")]
    [InlineData("cer-apps/a/backlog-1.log")]
    public void A_member_that_is_no_state_of_a_collector_has_no_place(string name) => Assert.Null(CollectorFiles.PartsOf(name));

    private static async Task<Installation> FoundedAsync()
    {
        var place = await Installation.CreateAsync();
        await Gym.FoundAsync(place);
        return place;
    }

    /// <summary>The data folder that a restore finds when only the database is another.</summary>
    private static void CopyState(Installation from, Installation to)
    {
        Directory.CreateDirectory(Gym.FolderIn(to.Data));
        foreach (var file in Directory.GetFiles(Gym.FolderIn(from.Data)))
            File.Copy(file, Path.Combine(Gym.FolderIn(to.Data), Path.GetFileName(file)));
    }

    /// <summary>A backup as the program made it that did not know of collectors.</summary>
    private static async Task<string> OlderAsync(Installation origin)
    {
        var made = await origin.BackUpAsync();
        Assert.DoesNotContain(made.Manifest.Members, member => member.Name.StartsWith("cer-apps", StringComparison.Ordinal));
        return made.Path;
    }
}
