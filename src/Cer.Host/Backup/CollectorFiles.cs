using System.Text.RegularExpressions;
using Cer.Host.Data;
using Cer.Host.Homes;

namespace Cer.Host.Backup;

/// <summary>What the collectors inside the platform keep: of each the state of its counters, and its journal.</summary>
internal static partial class CollectorFiles
{
    public const string Sent = "sent";

    private const string State = "state.json";

    /// <summary>Where they keep it: where the settings of the apps say, else in the data folder.</summary>
    public static string PlaceIn(string data, Settings settings)
    {
        try
        {
            if (AppsServices.FilesOf(settings, data) is { } files) return files.Place();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // With such settings no collector runs.
        }

        return Path.GetFullPath(Path.Combine(data, AppsServices.StateFolder));
    }

    /// <summary>The files of each collector, to be copied as they are handed out; the journal is looked for when its turn comes.</summary>
    /// <remarks>
    /// A quarter is in the journal before the state says that it was told, and it is there until it was taken. So the state goes
    /// first, then how far the journal was taken, then the journal itself: what the state calls told is in the copy, or was
    /// taken before the copying was over. Of the journal only whole lines count, and of the others the old file or the new is there.
    /// </remarks>
    public static IEnumerable<(string Name, string Path)> Of(string place) =>
        FoldersIn(place).SelectMany(folder => InOrder(folder).Select(path => (NameOf(folder, path), path)));

    /// <summary>The folders of the collectors.</summary>
    public static IEnumerable<string> FoldersIn(string place) => !Directory.Exists(place)
        ? []
        : Directory.GetDirectories(place, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(folder => AppName().IsMatch(Path.GetFileName(folder)))
            .Order(StringComparer.Ordinal);

    /// <summary>The files of one collector that are there.</summary>
    public static IEnumerable<string> InOrder(string folder)
    {
        foreach (var name in new[] { State, Sent })
            if (File.Exists(Path.Combine(folder, name))) yield return Path.Combine(folder, name);
        var journal = Directory.GetFiles(folder).Where(path => JournalName().IsMatch(Path.GetFileName(path)));
        foreach (var path in journal.Order(StringComparer.Ordinal)) yield return path;
    }

    /// <summary>The collector and the file that a member of a backup is; null when it is another member.</summary>
    public static (string App, string File)? PartsOf(string member) => member.Split('/') is [AppsServices.StateFolder, var app, var file]
        && AppName().IsMatch(app) && (file is State or Sent || JournalName().IsMatch(file)) ? (app, file) : null;

    private static string NameOf(string folder, string path) =>
        $"{AppsServices.StateFolder}/{Path.GetFileName(folder)}/{Path.GetFileName(path)}";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex AppName();

    [GeneratedRegex(@"\Abacklog-[0-9]{8,18}\.log\z")]
    private static partial Regex JournalName();
}
