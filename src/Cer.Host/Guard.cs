using Cer.Host.Data;
using Cer.Operations.Keeping;
using Cer.Storage.Migrations;
using Npgsql;

namespace Cer.Host;

/// <summary>Runs a verb and turns what can go wrong outside it into a sentence and an exit status.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(string verb, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{verb}: cancelled");
            return ExitCodes.Cancelled;
        }
        catch (UserFault fault)
        {
            await Console.Error.WriteLineAsync($"{verb}: {fault.Message}");
            return ExitCodes.WrongInput;
        }
        catch (NoLongerKeptException fault)
        {
            await Console.Error.WriteLineAsync($"{verb}: {fault.Message}");
            return ExitCodes.WrongInput;
        }
        catch (SchemaException fault)
        {
            await Console.Error.WriteLineAsync($"{verb}: {fault.Message}");
            return ExitCodes.Failed;
        }
        catch (PostgresException fault) when (!DatabaseFault.IsAway(fault))
        {
            await Console.Error.WriteLineAsync($"{verb}: the database refused ({fault.SqlState}): {fault.MessageText}");
            return ExitCodes.Failed;
        }
        catch (NpgsqlException fault)
        {
            await Console.Error.WriteLineAsync(
                $"{verb}: the database cannot be reached ({DatabaseFault.Reason(fault)}): ./install.sh starts it,"
                + " cer doctor looks closer. What was stored stays; then give the same command again.");
            return ExitCodes.Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{verb}: {fault.Message}");
            return ExitCodes.Failed;
        }
        catch (Exception fault) when (Environment.GetEnvironmentVariable("CER_TRACE") is null)
        {
            await Console.Error.WriteLineAsync(
                $"{verb}: a fault of the program ({fault.GetType().Name}: {fault.Message}). Nothing half-done was "
                    + $"kept. CER_TRACE=1 shows where; please report it.");
            return ExitCodes.Failed;
        }
    }
}
