using Cer.Domain.Metering;

namespace Cer.Exchange.Rows;

/// <summary>A reading that somebody wrote down, and the line or item it stands on.</summary>
public sealed record ReadingRow(long Row, Reading Reading);
