using Cer.Operations.Desk;

namespace Cer.Operations.Deadlines;

/// <summary>A paper that shows what was done.</summary>
public sealed record DeadlinePaper(PaperType Type, ReadOnlyMemory<byte> Bytes);
