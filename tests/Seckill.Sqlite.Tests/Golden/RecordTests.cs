using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>Every format of a record that was ever written is read for ever, field by field.</summary>
public sealed class RecordTests
{
    public static TheoryData<string> Files => [.. GoldenFiles.Records.Select(f => Path.GetFileName(f)!)];

    [Fact]
    public void NewestFormat_HasAGoldenRecord()
    {
        if (GoldenFiles.AreMade && !File.Exists(GoldenFiles.CurrentRecord))
        {
            File.WriteAllText(GoldenFiles.CurrentRecord, Convert.ToHexString(SagaRecordFormat.ToBytes(FullRecord.Value)) + "\n");
        }

        Assert.True(
            File.Exists(GoldenFiles.CurrentRecord),
            $"'{Path.GetFileName(GoldenFiles.CurrentRecord)}' is missing: the format of records was changed. Keep reading the older ones, and run this test with {GoldenFiles.MakeVariable}=1.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenRecord_HasEveryField(string file)
    {
        var read = SagaRecordFormat.Read(Convert.FromHexString(File.ReadAllText(Path.Combine(Path.GetDirectoryName(GoldenFiles.CurrentRecord)!, file)).Trim()));

        Assert.Equivalent(FullRecord.Value, read, strict: true);
    }

    [Fact]
    public void NewestGoldenRecord_IsWhatIsWritten() =>
        Assert.Equal(File.ReadAllText(GoldenFiles.CurrentRecord).Trim(), Convert.ToHexString(SagaRecordFormat.ToBytes(FullRecord.Value)));
}
