namespace Cer.Host.Backup;

/// <summary>The files of a data folder that a backup takes along.</summary>
internal static class SavedFiles
{
    public static readonly string[] Folders = ["documents", "keys"];

    /// <summary>Each with the name that it has in the backup, in order; links and what is no file are not followed.</summary>
    public static IEnumerable<(string Name, string Path)> Of(string data)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
            IgnoreInaccessible = false,
        };
        return Folders
            .Select(folder => Path.Combine(data, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", options))
            .Select(path => (Name: Path.GetRelativePath(data, path).Replace(Path.DirectorySeparatorChar, '/'), Path: path))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
    }

    /// <summary>Where a member belongs; null when it belongs nowhere in a data folder.</summary>
    public static string? PlaceOf(string name, string data)
    {
        var parts = name.Split('/');
        return parts.Length > 1 && Folders.Contains(parts[0])
            && !parts.Any(part => part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal))
            ? Path.Combine([data, .. parts])
            : null;
    }
}
