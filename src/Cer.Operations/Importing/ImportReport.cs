using Cer.Exchange.Faults;
using Cer.Operations.Ports;

namespace Cer.Operations.Importing;

/// <summary>What an import did with a file: nothing when there is a fault.</summary>
/// <param name="Counts">Rows by what became of them.</param>
/// <param name="Faults">What is wrong with the file.</param>
public sealed record ImportReport(AppendCounts Counts, FaultList Faults);
