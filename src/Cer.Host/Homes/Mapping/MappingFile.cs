using System.Security.Cryptography;
using System.Text;
using Cer.Apps;
using Cer.NetDaemon;

namespace Cer.Host.Homes.Mapping;

/// <summary>The settings that the setup page writes, in the folder of the collectors, and the ones before them.</summary>
/// <remarks>
/// There is always a whole file, the old or the new. The one before is kept beside it under a name that the collectors do not
/// read; to undo changes the two, so that an undo can be undone. Servers may have one folder: each looks and writes while it alone
/// has the lock beside the file.
/// </remarks>
internal sealed class MappingFile(string folder)
{
    public const string Name = "setup.yaml";

    private const string BeforeName = Name + ".before";

    // Some file systems know no locks.
    private readonly Lock _gate = new();

    private string Path => System.IO.Path.Combine(folder, Name);

    private string Before => System.IO.Path.Combine(folder, BeforeName);

    /// <summary>What it holds; nothing before the first confirmation.</summary>
    public string Text => File.Exists(Path) ? File.ReadAllText(Path) : "";

    public static string FingerprintOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>Whose meters a text names; null when it names none.</summary>
    public static string? CommunityOf(string text) => text.Split('\n')
        .FirstOrDefault(line => line.StartsWith("  Community: ", StringComparison.Ordinal)) is { } line
        ? line["  Community: ".Length..].Trim().Trim('"')
        : null;

    /// <summary>What the collectors have, of all files of the folder.</summary>
    /// <exception cref="InvalidDataException">A file is no YAML or JSON.</exception>
    public IConfiguration Read() => AppSettings.Read(folder);

    /// <summary>Other files that name meters: both together would mix.</summary>
    /// <exception cref="InvalidDataException">A file is no YAML or JSON.</exception>
    public IReadOnlyList<string> Others()
    {
        if (!Directory.Exists(folder)) return [];
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => System.IO.Path.GetExtension(file) is ".yaml" or ".yml" or ".json")
                .Select(file => System.IO.Path.GetRelativePath(folder, file))
                .Where(name => name != Name && NamesMeters(name)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a community has one before the present that it may go back to.</summary>
    public bool CanUndo(string community) =>
        File.Exists(Before) && !IsOfAnother(Text, community) && !IsOfAnother(File.ReadAllText(Before), community);

    /// <summary>Writes it and keeps the one before.</summary>
    /// <exception cref="IOException">Another server has the lock and does not let go of it, or the disk refuses.</exception>
    public async Task<MappingWrite> WriteAsync(string community, string text, string fingerprint, CancellationToken cancellation)
    {
        await using var alone = await FolderLock.TakeAsync(folder, Name, cancellation);
        lock (_gate)
        {
            var now = Text;
            if (IsOfAnother(now, community)) return MappingWrite.OfAnother;
            if (FingerprintOf(now) != fingerprint) return MappingWrite.Changed;
            if (text == now) return MappingWrite.Done;
            WholeFile.Write(Before, now);
            WholeFile.Write(Path, text);
            return MappingWrite.Done;
        }
    }

    /// <summary>Takes the one before.</summary>
    /// <exception cref="IOException">Another server has the lock and does not let go of it, or the disk refuses.</exception>
    public async Task<MappingWrite> UndoAsync(string community, string fingerprint, CancellationToken cancellation)
    {
        await using var alone = await FolderLock.TakeAsync(folder, Name, cancellation);
        lock (_gate)
        {
            if (!File.Exists(Before)) return MappingWrite.Nothing;
            var (now, before) = (Text, File.ReadAllText(Before));
            if (IsOfAnother(now, community) || IsOfAnother(before, community)) return MappingWrite.OfAnother;
            if (FingerprintOf(now) != fingerprint) return MappingWrite.Changed;
            WholeFile.Write(Path, before);
            WholeFile.Write(Before, now);
            return MappingWrite.Done;
        }
    }

    private static bool IsOfAnother(string text, string community) => CommunityOf(text) is { } its && its != community;

    // A list of them, and not only a word of a remark or a section that is empty.
    private bool NamesMeters(string name) =>
        AppSettings.ReadFile(System.IO.Path.Combine(folder, name)) is var settings
        && MappingMeters.Sections.Any(section =>
            settings.GetSection(section).GetChildren().Any(list => list.GetChildren().Any()));
}
