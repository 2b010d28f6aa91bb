using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cer.Operations.Backup;
using Npgsql;

namespace Cer.Host.Backup;

/// <summary>Runs a program of PostgreSQL against a database; the password stands in a file for this user alone.</summary>
/// <remarks>A command line and an environment can be read by others, so neither ever has the password.</remarks>
internal sealed class PostgresClient : IDisposable
{
    private const string PasswordPrefix = ".cer-pgpass-";
    private const int LongestComplaint = 64 << 10;

    private readonly NpgsqlConnectionStringBuilder _address;
    private readonly FileStream _password;

    public PostgresClient(string data, string connectionString)
    {
        _address = new(connectionString);
        PrivateFile.ClearAbandoned(data, $"{PasswordPrefix}*");
        _password = PrivateFile.Create(Path.Combine(data, $"{PasswordPrefix}{Guid.NewGuid():N}"));
        _password.Write(Encoding.UTF8.GetBytes($"*:*:*:*:{Escaped(_address.Password ?? "")}\n"));
        _password.Flush();
    }

    public string Database => _address.Database ?? _address.Username ?? "cer";

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Path of the program.</param>
    /// <param name="arguments">What it is told besides where the database is.</param>
    /// <param name="talk">Writes what it reads, or reads what it writes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BackupException">It failed.</exception>
    public async Task RunAsync(
        string program, IEnumerable<string> arguments, Func<Process, Task> talk, CancellationToken cancellation)
    {
        using var process = Process.Start(Start(program, arguments))
            ?? throw new IOException($"{program} does not start.");
        try
        {
            var complaint = ComplaintAsync(process.StandardError);
            Exception? broken = null;
            try
            {
                await talk(process);
            }
            catch (IOException failure)
            {
                // It went away in the middle: what it says itself tells more.
                broken = failure;
            }

            process.StandardInput.Close();
            if (broken is not null) await GiveTimeAsync(process, cancellation);
            else await process.WaitForExitAsync(cancellation);
            var said = process.HasExited ? await complaint.WaitAsync(cancellation) : "";
            if (broken is not null && (!process.HasExited || process.ExitCode == 0 || said.Length == 0)) throw broken;
            if (process.ExitCode != 0)
                throw new BackupException($"{Path.GetFileName(program)} ended with status {process.ExitCode}: {said}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    public void Dispose()
    {
        File.Delete(_password.Name);
        _password.Dispose();
    }

    private static async Task GiveTimeAsync(Process process, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It lives on and waits for us: the fault is ours.
        }
    }

    /// <summary>Its first error; what follows may quote rows.</summary>
    private static async Task<string> ComplaintAsync(StreamReader errors)
    {
        string? first = null;
        var read = 0;
        while (await errors.ReadLineAsync() is { } line)
        {
            read = Math.Min(read + line.Length, LongestComplaint);
            if (read < LongestComplaint
                && (first is null || (line.Contains("ERROR:", StringComparison.Ordinal)
                && !first.Contains("ERROR:", StringComparison.Ordinal))))
                first = line.Trim();
        }

        return first ?? "";
    }

    private static string Escaped(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["PGPASSFILE"] = _password.Name;
        start.Environment["PGHOST"] = _address.Host;
        start.Environment["PGPORT"] = _address.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = _address.Username;
        start.Environment["PGDATABASE"] = Database;
        start.Environment["PGAPPNAME"] = "cer backup";
        start.Environment["PGSSLMODE"] = _address.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        if (_address.RootCertificate is { Length: > 0 } root) start.Environment["PGSSLROOTCERT"] = root;
        if (_address.SslCertificate is { Length: > 0 } certificate) start.Environment["PGSSLCERT"] = certificate;
        if (_address.SslKey is { Length: > 0 } key) start.Environment["PGSSLKEY"] = key;
        if (_address.Options is { Length: > 0 } options) start.Environment["PGOPTIONS"] = options;
        return start;
    }
}
