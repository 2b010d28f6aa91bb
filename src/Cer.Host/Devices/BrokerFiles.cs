using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Cer.Host.Data;
using Cer.Operations.Ports;

namespace Cer.Host.Devices;

/// <summary>The files by which the private broker knows its accounts: written from the store, whole, each time.</summary>
internal sealed class BrokerFiles(string data, MqttSettings settings)
{
    // The program's own accounts, one for each node that shares the work; they share a password.
    private const int Nodes = 4;
    private const int Hangup = 1;

    private const UnixFileMode ForBroker = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private string Folder
    {
        get
        {
            var elsewhere = Path.Combine(data, "broker-location");
            return File.Exists(elsewhere) ? File.ReadAllText(elsewhere).Trim() : Path.Combine(data, "broker");
        }
    }

    /// <summary>Writes who may do what, and has the broker read it: who lost his right is put out at once.</summary>
    public async Task WriteAsync(IMqttAccountStore store, CancellationToken cancellation)
    {
        var folder = Folder;
        // One after the other, each with what the store has by then: an older list must not come last.
        await using var held = await LockAsync(Path.Combine(folder, ".lock"), cancellation);
        var accounts = await store.ListAsync(cancellation);
        var passwords = new StringBuilder();
        var access = new StringBuilder();
        for (var node = 1; node <= Nodes; node++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"cer-{node}");
            passwords.Append(CultureInfo.InvariantCulture, $"{name}:{BrokerPassword.Hash(settings.Password)}\n");
            access.Append(CultureInfo.InvariantCulture, $"user {name}\ntopic read {DeviceTopic.Filter}\n\n");
        }

        foreach (var account in accounts)
        {
            passwords.Append(CultureInfo.InvariantCulture, $"{account.Username}:{account.Hash}\n");
            access.Append(CultureInfo.InvariantCulture, $"user {account.Username}\ntopic write {account.Topic}\n\n");
        }

        await ReplaceAsync(Path.Combine(folder, "passwords"), passwords.ToString(), cancellation);
        await ReplaceAsync(Path.Combine(folder, "access"), access.ToString(), cancellation);
        if (RunningBroker() is { } pid) _ = Kill(pid, Hangup);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(50, cancellation);
            }
        }
    }

    private static async Task ReplaceAsync(string path, string text, CancellationToken cancellation)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = ForBroker;
        await using (var stream = new FileStream(fresh, options))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The broker that reads these files; never a process that took a dead one's number.</summary>
    private int? RunningBroker()
    {
        try
        {
            var pid = int.Parse(File.ReadAllText(Path.Combine(data, "broker.pid")).Trim(), CultureInfo.InvariantCulture);
            var words = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline")).Split('\0');
            return pid > 1 && words[0].EndsWith("mosquitto", StringComparison.Ordinal)
                && words.Contains(Path.Combine(Folder, "mosquitto.conf"))
                ? pid
                : null;
        }
        catch (Exception missing) when (missing is IOException or FormatException or OverflowException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
