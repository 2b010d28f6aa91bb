using System.Security.Cryptography;
using System.Text;
using Cer.Apps;
using Cer.NetDaemon;

namespace Cer.Host.Homes.Mapping;

/// <summary>The settings that the setup page writes, in the folder of the collectors, and the ones before them.</summary>
/// <remarks>
/// There is always a whole file, the old or the new. The one before is kept beside it under a name that the collectors do not
/// read; to undo changes the two, so that an undo can be undone.
/// </remarks>
internal sealed class MappingFile(string folder)
{
    public const string Name = "setup.yaml";

    private const string BeforeName = Name + ".before";
    private readonly Lock _gate = new();

    private string Path => System.IO.Path.Combine(folder, Name);

    private string Before => System.IO.Path.Combine(folder, BeforeName);

    public bool CanUndo => File.Exists(Before);

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

    /// <summary>Writes it and keeps the one before; false when it is not any more what the person saw.</summary>
    public bool TryWrite(string text, string fingerprint)
    {
        lock (_gate)
        {
            var now = Text;
            if (FingerprintOf(now) != fingerprint) return false;
            Directory.CreateDirectory(folder);
            if (text == now) return true;
            WholeFile.Write(Before, now);
            WholeFile.Write(Path, text);
            return true;
        }
    }

    /// <summary>Takes the one before; false when there is none, or it is not any more what the person saw.</summary>
    public bool TryUndo(string fingerprint)
    {
        lock (_gate)
        {
            var now = Text;
            if (!CanUndo || FingerprintOf(now) != fingerprint) return false;
            var before = File.ReadAllText(Before);
            WholeFile.Write(Path, before);
            WholeFile.Write(Before, now);
            return true;
        }
    }

    // A list of them, and not only a word of a remark or a section that is empty.
    private bool NamesMeters(string name) =>
        AppSettings.ReadFile(System.IO.Path.Combine(folder, name)) is var settings
        && MappingMeters.Sections.Any(section =>
            settings.GetSection(section).GetChildren().Any(list => list.GetChildren().Any()));
}
