using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>Backups that are not as they should be are something a person at the command line can mend.</summary>
internal static class Faults
{
    public static async Task<int> AsUserFaults(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (BackupException fault)
        {
            throw new UserFault(fault.Message);
        }
    }
}
