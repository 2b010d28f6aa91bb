using System.Buffers.Binary;

namespace Cer.Addon.Tests.Folder;

/// <summary>The files of the app: what must be there, and what may be run.</summary>
public sealed class TreeTests
{
    private const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly string Services = Path.Combine(Clone.Addon, "rootfs/etc/s6-overlay/s6-rc.d");
    private static readonly string Scripts = Path.Combine(Clone.Addon, "rootfs/opt/cer/addon");

    public static TheoryData<string> ServiceNames => [.. Directory.GetDirectories(Services)
        .Select(folder => Path.GetFileName(folder)!).Where(name => name != "user").Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("DOCS.md")]
    [InlineData("README.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("apparmor.txt")]
    public void There_is_a(string name) => Assert.NotEmpty(Clone.Text("addon", name));

    // build.yaml is retired since April 2026.
    [Fact]
    public void There_is_no_build_file() => Assert.False(File.Exists(Path.Combine(Clone.Addon, "build.yaml")));

    [Theory]
    [InlineData("icon.png", 128, 128)]
    [InlineData("logo.png", 250, 100)]
    public void A_picture_has_its_size(string name, int width, int height)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Clone.Addon, name));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal(
            (width, height),
            (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))));
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_has_its_kind_what_it_runs_and_its_place(string name)
    {
        var folder = Path.Combine(Services, name);
        var kind = File.ReadAllText(Path.Combine(folder, "type")).Trim();
        Assert.True(File.Exists(Path.Combine(Services, "user/contents.d", name)), $"{name} is in no bundle");
        foreach (var needed in Directory.GetFiles(Path.Combine(folder, "dependencies.d")).Select(Path.GetFileName))
            Assert.True(needed == "base" || Directory.Exists(Path.Combine(Services, needed!)), $"{name} needs {needed}");
        if (kind == "oneshot")
        {
            // Read by s6 and never run: one line, which hands the container's environment on.
            Assert.StartsWith(
                "/command/with-contenv bash /opt/cer/addon/", File.ReadAllText(Path.Combine(folder, "up")), StringComparison.Ordinal);
            return;
        }

        Assert.Equal("longrun", kind);
        foreach (var script in new[] { "run", "finish" })
        {
            var file = Path.Combine(folder, script);
            Assert.StartsWith("#!/command/with-contenv bash\n", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.Equal(Run, File.GetUnixFileMode(file) & Run);
        }
    }

    [Fact]
    public void Every_script_that_a_service_or_the_Supervisor_names_is_there_and_may_be_run()
    {
        var named = Directory.GetFiles(Services, "*", SearchOption.AllDirectories).Append(Path.Combine(Clone.Addon, "config.yaml"))
            .SelectMany(file => File.ReadAllText(file).Split([' ', '\n', '"'], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.StartsWith("/opt/cer/addon/", StringComparison.Ordinal))
            .Select(word => word["/opt/cer/addon/".Length..]).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["backup-post", "backup-pre", "certificate", "database", "finish", "postgres", "prepare", "server"], named);
        Assert.All(named, name => Assert.Equal(Run, File.GetUnixFileMode(Path.Combine(Scripts, name)) & Run));
    }

    [Fact]
    public void The_program_starts_after_the_database_and_the_database_after_what_prepares_it()
    {
        string[] order = ["cer-prepare", "cer-postgres", "cer-database", "cer-server"];
        foreach (var (before, after) in order.Zip(order.Skip(1)))
            Assert.True(File.Exists(Path.Combine(Services, after, "dependencies.d", before)), $"{after} does not wait for {before}");
        // PostgreSQL takes the usual signal for: when every session has ended.
        Assert.Equal("SIGINT", File.ReadAllText(Path.Combine(Services, "cer-postgres/down-signal")).Trim());
    }

    [Fact]
    public void What_a_backup_leaves_out_is_what_its_copy_holds()
    {
        var left = Yaml.Map(Clone.Text("addon", "config.yaml")).Find("backup_exclude").Items().Select(one => one.Word());
        Assert.Contains("cer/cluster", left);
        Assert.Contains("cer-apps", left);
        Assert.DoesNotContain("cer/saved", left);
        Assert.DoesNotContain("cer/keys", left);
    }
}
