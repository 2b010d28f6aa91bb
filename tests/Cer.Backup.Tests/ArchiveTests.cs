using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using Cer.Host.Backup;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Backup.Tests;

/// <summary>The file of a backup: whole, or refused.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly (string, byte[])[] Members =
    [
        ("database.dump", Enumerable.Range(0, 5000).Select(value => (byte)(value % 251)).ToArray()),
        ("documents/statuto.pdf", Encoding.UTF8.GetBytes("Statuto della comunità")),
        ("settings.json", "{}"u8.ToArray()),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("cer-backup-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_that_was_written_is_sound_and_its_owner_alone_may_read_it()
    {
        var path = await Archive.WriteAsync(_folder, null, Members);
        Assert.Null(await Archive.ProblemAsync(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        await using var archive = await ArchiveReader.OpenAsync(path, Cancellation);
        Assert.Equal(Members.Select(member => member.Item1), archive.Manifest.Members.Select(member => member.Name));
        Assert.Equal([5000, 23, 2], archive.Manifest.Members.Select(member => member.Size));
    }

    // The tar of the system knows nothing of this program.
    [Fact]
    public async Task Any_tar_can_read_it()
    {
        var path = await Archive.WriteAsync(_folder, null, Members);
        using var tar = Process.Start(new ProcessStartInfo(
            "tar", ["-tf", path])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var listed = await tar.StandardOutput.ReadToEndAsync(Cancellation);
        Assert.Equal("", await tar.StandardError.ReadToEndAsync(Cancellation));
        await tar.WaitForExitAsync(Cancellation);
        Assert.Equal((0, "database.dump documents/statuto.pdf settings.json manifest.json checksum "),
            (tar.ExitCode, listed.Replace('\n', ' ')));
    }

    [Theory]
    [InlineData(0)]
    [InlineData((8L << 30) - 1)]
    [InlineData(8L << 30)]
    [InlineData(200L << 30)]
    public void A_member_may_be_larger_than_old_tars_could_say(long size)
    {
        using var file = File.Create(Path.Combine(_folder, "sparse"));
        file.Write(TarHeader.Of("database.dump", size));
        file.SetLength(TarHeader.Block + size + TarHeader.Padding(size));
        file.Position = 0;
        using var tar = new TarReader(file);
        var entry = tar.GetNextEntry()!;
        Assert.Equal(("database.dump", size), (entry.Name, entry.Length));
        Assert.Null(tar.GetNextEntry());
    }

    [Fact]
    public async Task A_file_with_a_long_name_in_another_script_comes_back()
    {
        var name = $"documents/{new string('à', 120)}/{new string('y', 90)}.pdf";
        var path = await Archive.WriteAsync(_folder, null, [Members[0], (name, "text"u8.ToArray())]);
        await using var archive = await ArchiveReader.OpenAsync(path, Cancellation);
        Assert.Equal(name, archive.Manifest.Members[1].Name);
    }

    [Fact]
    public async Task A_file_that_shrinks_while_it_is_saved_is_a_fault_and_what_grows_is_cut()
    {
        using var content = new MemoryStream([1, 2, 3, 4]);
        await using var shrinking = new HashingReader(content);
        content.SetLength(2);
        await Assert.ThrowsAsync<IOException>(() => shrinking.CopyToAsync(Stream.Null, Cancellation));
        using var more = new MemoryStream();
        more.Write([1, 2, 3, 4]);
        more.Position = 0;
        await using var growing = new HashingReader(more);
        more.SetLength(9);
        await growing.CopyToAsync(Stream.Null, Cancellation);
        Assert.Equal(4, growing.Size);
    }

    [Fact]
    public async Task A_byte_changed_anywhere_is_found()
    {
        var path = await Archive.WriteAsync(_folder, null, Members);
        var whole = await File.ReadAllBytesAsync(path, Cancellation);
        var changes =
            from at in Gen.Choose(0, whole.Length - 1)
            from mask in Gen.Choose(1, 255)
            select (at, (byte)mask);
        Prop.ForAll(changes.ToArbitrary(), change => Changed(whole, change.at, change.Item2) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        // And every byte of the end, where the checksum itself stands.
        for (var at = whole.Length - ArchiveEnd.Size; at < whole.Length; at++) Assert.NotNull(Changed(whole, at, 1));
    }

    [Fact]
    public async Task One_cut_off_anywhere_or_grown_is_found()
    {
        var path = await Archive.WriteAsync(_folder, null, Members);
        var whole = await File.ReadAllBytesAsync(path, Cancellation);
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), length => Problem(whole[..length]) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        Assert.NotNull(Problem([.. whole, 0]));
        Assert.NotNull(Problem([.. whole, .. new byte[512]]));
    }

    [Fact]
    public async Task Another_format_is_named()
    {
        var path = await Archive.WriteAsync(_folder, manifest => manifest with { Format = 2 }, Members);
        Assert.Contains("format 2, expected 1", await Archive.ProblemAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_tells_of_other_members_is_refused()
    {
        var fewer = await Archive.WriteAsync(_folder, manifest => manifest with { Members = [.. manifest.Members.Take(1)] }, Members);
        Assert.Contains("documents/statuto.pdf", await Archive.ProblemAsync(fewer), StringComparison.Ordinal);
        var more = await Archive.WriteAsync(
            _folder, manifest => manifest with { Members = [.. manifest.Members, new("keys/a", 1, "00")] }, Members);
        Assert.Contains("expected 4", await Archive.ProblemAsync(more), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("documents/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("keys/./a")]
    [InlineData("cluster/PG_VERSION")]
    [InlineData("documents")]
    public void A_member_that_belongs_nowhere_has_no_place(string name) => Assert.Null(SavedFiles.PlaceOf(name, _folder));

    [Fact]
    public void Settings_are_kept_without_passwords_and_without_the_way_to_the_database()
    {
        var kept = Encoding.UTF8.GetString(SettingsWithoutSecrets.Of("""
            { "cluster": "private", "connection": "Host=h;Password=one", "owner_connection": "Password=two", "url": "http://x",
              "backup": { "folder": "/mnt/nas", "keep_daily": 3 },
              "mqtt": { "host": "h", "password": "three", "clients": [{ "name": "du", "Token": "four" }] } }
            """u8));
        Assert.Equal(
            "{\n  \"backup\": {\"folder\":\"/mnt/nas\",\"keep_daily\":3},\n  \"mqtt\": "
                + "{\"host\":\"h\",\"clients\":[{\"name\":\"du\"}]}\n}\n", kept);
    }

    [Fact]
    public void Restored_settings_are_added_to_those_of_the_machine_and_replace_none()
    {
        var merged = Encoding.UTF8.GetString(SettingsWithoutSecrets.Merge(
            """{"connection":"mine","mqtt":{"host":"mine"}}"""u8, """{"backup":{"keep_daily":3},"mqtt":{"host":"theirs"}}"""u8));
        Assert.Equal("{\n  \"backup\": {\"keep_daily\":3},\n  \"connection\": \"mine\",\n  \"mqtt\": {\"host\":\"mine\"}\n}\n", merged);
    }

    [Fact]
    public void Too_little_room_is_a_sentence()
    {
        Assert.Null(DiskRoom.Problem("/mnt", 100 << 20, 100 << 20));
        Assert.Equal(
            "Found 99 MiB free in /mnt, expected 100 MiB for this backup: make room, or name another folder.",
            DiskRoom.Problem("/mnt", 99 << 20, 100 << 20));
        Assert.True(DiskRoom.Needed(null, 300 << 20, 50 << 20) > 150 << 20);
        Assert.True(DiskRoom.Needed(80 << 20, 300 << 20, 0) > 80 << 20);
    }

    [Fact]
    public void A_disk_that_fills_up_is_known_from_other_faults()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        Assert.True(DiskRoom.IsFull(Assert.ThrowsAny<IOException>(() => full.Write([1]))));
        Assert.False(DiskRoom.IsFull(Assert.ThrowsAny<IOException>(() => File.ReadAllBytes(_folder + "/none"))));
    }

    private string? Changed(byte[] whole, int at, byte mask)
    {
        var changed = whole.ToArray();
        changed[at] ^= mask;
        return Problem(changed);
    }

    private string? Problem(byte[] bytes)
    {
        var path = Path.Combine(_folder, "changed");
        File.WriteAllBytes(path, bytes);
        return Archive.ProblemAsync(path).GetAwaiter().GetResult();
    }
}
