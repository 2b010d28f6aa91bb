using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Backup;

/// <summary>The name of a backup's file: it tells when the backup was made, in UTC.</summary>
public static class BackupName
{
    public const string Ending = ".cerbackup";

    private static readonly InstantPattern Pattern =
        InstantPattern.CreateWithInvariantCulture($"'cer-'uuuuMMdd'T'HHmmss'Z{Ending}'");

    public static string Of(Instant made) => Pattern.Format(made);

    public static bool TryParse(string name, out Instant made) =>
        Pattern.Parse(name).TryGetValue(default, out made) && Of(made) == name;
}
