using System.Text;
using Cer.Exchange.Faults;

namespace Cer.Host.Settle;

/// <summary>Prints faults to standard error, each on its own line.</summary>
internal static class FaultPrinter
{
    public static void Print(FaultList faults)
    {
        using var errors = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false));
        foreach (var fault in faults.Faults) errors.Write($"{fault}\n");
        if (faults.LeftOut > 0) errors.Write($"and {faults.LeftOut} more\n");
    }
}
