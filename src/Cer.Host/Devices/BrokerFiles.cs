using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Cer.Host.Data;
using Cer.Operations.Ports;

namespace Cer.Host.Devices;

/// <summary>The files by which the private broker knows its accounts: written from the store, whole, each time.</summary>
internal sealed class BrokerFiles(string data, MqttSettings settings)
{
    /// <summary>Who looks whether the program's password is good: with a name of a node he would put that node out.</summary>
    public const string Examiner = "cer-doctor";

    // The program's own accounts, one for each node that shares the work; they share a password.
    private const int Nodes = 4;
    private const int Hangup = 1;

    private const UnixFileMode ForBroker = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly BrokerFolder _folder = new(data);

    public static IEnumerable<string> NodeNames =>
        Enumerable.Range(1, Nodes).Select(node => string.Create(CultureInfo.InvariantCulture, $"cer-{node}"));

    /// <summary>Who may do what, as the broker reads it.</summary>
    public static string Access(IReadOnlyList<MqttAccount> accounts)
    {
        var access = new StringBuilder();
        foreach (var name in NodeNames)
            Add(name, "read", [DeviceTopic.Filter, .. DeviceTopic.OwnWords]);
        foreach (var account in accounts)
            Add(account.Username, "write", DeviceTopic.AllOf(account.Community, account.Name));
        return access.ToString();

        void Add(string user, string right, IEnumerable<string> topics)
        {
            access.Append(CultureInfo.InvariantCulture, $"user {user}\n");
            foreach (var topic in topics) access.Append(CultureInfo.InvariantCulture, $"topic {right} {topic}\n");
            access.Append('\n');
        }
    }

    /// <summary>Writes who may do what, and has the broker read it: who lost his right is put out at once.</summary>
    public async Task WriteAsync(IMqttAccountStore store, CancellationToken cancellation)
    {
        // One after the other, each with what the store has by then: an older list must not come last.
        await using var held = await LockAsync(_folder.Lock, cancellation);
        var accounts = await store.ListAsync(cancellation);
        var passwords = new StringBuilder();
        foreach (var name in NodeNames.Append(Examiner))
            passwords.Append(CultureInfo.InvariantCulture, $"{name}:{BrokerPassword.Hash(settings.Password)}\n");
        foreach (var account in accounts)
            passwords.Append(CultureInfo.InvariantCulture, $"{account.Username}:{account.Hash}\n");

        await ReplaceAsync(_folder.Passwords, passwords.ToString(), cancellation);
        await ReplaceAsync(_folder.Access, Access(accounts), cancellation);
        if (_folder.RunningBroker() is { } pid) _ = Kill(pid, Hangup);
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

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
