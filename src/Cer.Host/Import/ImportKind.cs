namespace Cer.Host.Import;

/// <summary>What a file holds; they are taken in this order, because each needs those before it.</summary>
internal enum ImportKind
{
    Community,
    Devices,
    Prices,
    GmePrices,
    Readings,
    Message,
}
