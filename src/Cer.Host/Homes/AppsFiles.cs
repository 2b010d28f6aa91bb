using System.Globalization;
using Cer.Apps;
using Cer.NetDaemon;

namespace Cer.Host.Homes;

/// <summary>The folder of the apps' settings, and what stands for what it leaves out.</summary>
/// <param name="folder">The folder.</param>
/// <param name="state">Where apps keep what must outlive a restart, when their settings name no other place.</param>
internal sealed class AppsFiles(string folder, string state)
{
    private const string Running = "running";
    private const string Platform = $"{nameof(Cer)}.{nameof(Apps)}.{nameof(PlatformConfig)}";
    private const string Community = $"{nameof(Cer)}.{nameof(Apps)}.{nameof(CommunityConfig)}";
    private const string PlaceKey = $"{Platform}:{nameof(PlatformConfig.Folder)}";

    /// <summary>Whether apps run on this very folder, here or on a server that shares it.</summary>
    public bool IsHeld => FolderLock.IsTaken(folder, Running);

    /// <summary>Shows those who share the folder that apps run on it; null while it cannot be shown.</summary>
    public FileStream? TryHold() => FolderLock.TryTake(folder, Running);

    /// <summary>What its files are now; another after any of them changed.</summary>
    public string Mark() => !Directory.Exists(folder) ? "" : string.Join('\n', Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json")
        .Order(StringComparer.Ordinal)
        .Select(file => new FileInfo(file))
        .Select(file => string.Create(
            CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.Length : 0)} {file.LastWriteTimeUtc.Ticks}")));

    /// <summary>Whether there are settings: a folder that is not there yet, as one on a late disk, says nothing.</summary>
    public bool Exist => Mark().Length > 0;

    /// <summary>The settings, with a place for the state that is ours to write.</summary>
    /// <exception cref="InvalidDataException">A file is no YAML or JSON.</exception>
    public IConfiguration Read()
    {
        var said = AppSettings.Read(folder);
        // A place that is not told in full is one below the data folder, wherever the program was started.
        var place = said[PlaceKey] is { Length: > 0 } named
            ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(state))!, named)
            : Path.GetFullPath(state);
        List<KeyValuePair<string, string?>> ours = [new(PlaceKey, place)];
        // Nobody asked for it: the server tells the community to its own Home Assistant by itself.
        if (!said.GetSection(Community).Exists()) ours.Add(new($"{Community}:{nameof(CommunityConfig.Enabled)}", "false"));
        return new ConfigurationBuilder().AddConfiguration(said).AddInMemoryCollection(ours).Build();
    }

    /// <summary>Where the apps keep what must outlive a restart.</summary>
    /// <exception cref="InvalidDataException">A file is no YAML or JSON.</exception>
    public string Place() => Read()[PlaceKey]!;

    /// <summary>Whether the apps bring what they collect to this platform, and not to one at an address.</summary>
    public static bool IsInside(IConfiguration settings) =>
        string.IsNullOrWhiteSpace(settings[$"{Platform}:{nameof(PlatformConfig.Url)}"]);

    /// <summary>The community that the settings name; null when they name none.</summary>
    public static string? CommunityOf(IConfiguration settings) =>
        settings[$"{Platform}:{nameof(PlatformConfig.Community)}"] is { Length: > 0 } code ? code : null;
}
