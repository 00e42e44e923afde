import { describe, expect, it, test } from 'vitest'
import { describeJsonFault } from './json-text.ts'
import { readDevice } from './read-device.ts'

const triple = { productKey: 'k1hipglLdjU', deviceName: '868488076506128', deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021' }

describe('Alibaba Cloud', () => {
  it.each([
    ['console', '{\n"ProductKey": "k1hipglLdjU",\n"DeviceName": "868488076506128",\n"DeviceSecret": "fef32adf6dad46c2c7cbf335d3a7b021"\n}'],
    ['answer of the registration', '+HTTPREAD: 149\n{"code":200,"data":{"deviceName":"868488076506128","deviceSecret":"fef32adf6dad46c2c7cbf335d3a7b021","productKey":"k1hipglLdjU"},"message":"success"}\nOK'],
    ['configuration file', 'ProductKey=k1hipglLdjU\nDeviceName=868488076506128\nDeviceSecret=fef32adf6dad46c2c7cbf335d3a7b021'],
    ['C source', '#define PRODUCT_KEY "k1hipglLdjU"\n#define DEVICE_NAME "868488076506128"\n#define DEVICE_SECRET "fef32adf6dad46c2c7cbf335d3a7b021"'],
    ['a number without quotation marks', '{"ProductKey":"k1hipglLdjU","DeviceName":868488076506128,"DeviceSecret":"fef32adf6dad46c2c7cbf335d3a7b021"}'],
    ['a copied page', 'ProductKey\nk1hipglLdjU\nDeviceName\n868488076506128\nDeviceSecret\nfef32adf6dad46c2c7cbf335d3a7b021'],
  ])('%s', (_, text) => {
    expect(readDevice(text)).toStrictEqual({ cloud: 'alibaba-iot', inputs: triple })
  })

  it('both certificates of the Air780EP article, comments and all', () => {
    const lua =
      '--设备证书\n{\n"ProductKey": "k1hipglLdjU",\n"DeviceName": "868488076506128",\n"DeviceSecret": "fef32adf6dad46c2c7cbf335d3a7b021"\n}\n--产品证书\n{\n"ProductSecret": "8LQwOYSZMwp3DFBd",\n"ProductKey": "k1hipglLdjU"\n}'
    expect(readDevice(lua)).toStrictEqual({ cloud: 'alibaba-iot', inputs: { ...triple, productSecret: '8LQwOYSZMwp3DFBd' } })
  })

  it('the product certificate of that article as printed, without a comma and a colon', () => {
    const text = '{\n"ProductSecret": "8LQwOYSZMwp3DFBd",\n"ProductKey": "k1hipglLdjU"\n"DeviceName" "868488076506128"\n}'
    expect(readDevice(text)).toStrictEqual({
      cloud: 'alibaba-iot',
      inputs: { productKey: 'k1hipglLdjU', deviceName: '868488076506128', productSecret: '8LQwOYSZMwp3DFBd' },
    })
    expect(describeJsonFault(text)?.en).toBe('Line 3, column 28: a comma is missing.')
  })
})

describe('other clouds', () => {
  // device_info.json as in the documentation of Tencent's IoT Hub C SDK.
  const tencent = { productId: 'S3EUVBRJLB', deviceName: 'test_device', psk: 'vX6PQqazsGsMyf5SMfs6OA6y' }
  it.each<[string, string, string, Record<string, string>]>([
    ['Tencent, device_info.json', '{"auth_mode":"KEY","productId":"S3EUVBRJLB","deviceName":"test_device","key_deviceinfo":{"deviceSecret":"vX6PQqazsGsMyf5SMfs6OA6y"}}', 'tencent-iothub', { ...tencent, auth: 'key' }],
    [
      'Tencent, device_info.json of a device that registers itself',
      '{"auth_mode":"KEY","productId":"L4WG9V9M2M","deviceName":"TEST2","region":"china","productSecret":"XoezQjzzMedF4lAr2CqCkVYK","key_deviceinfo":{"deviceSecret":"YOUR_IOT_PSK"}}',
      'tencent-iothub',
      { productId: 'L4WG9V9M2M', deviceName: 'TEST2', productSecret: 'XoezQjzzMedF4lAr2CqCkVYK', auth: 'key' },
    ],
    ['Tencent, other spellings', '{"productId":"S3EUVBRJLB","deviceName":"test_device","devicePsk":"vX6PQqazsGsMyf5SMfs6OA6y"}', 'tencent-iothub', tencent],
    ['Tencent, answer of DescribeDevice', '{"Response":{"Device":{"DeviceName":"d","DevicePsk":"vX6PQqazsGsMyf5SMfs6OA6y","Status":0}}}', 'tencent-iothub', { deviceName: 'd', psk: 'vX6PQqazsGsMyf5SMfs6OA6y' }],
    ['Tencent, Chinese labels and 16 bytes', '产品ID：S3EUVBRJLB\n设备名称：d\n设备密钥：zOZXUaycuwlePtTcD78dBA==', 'tencent-iothub', { productId: 'S3EUVBRJLB', deviceName: 'd', psk: 'zOZXUaycuwlePtTcD78dBA==' }],
    ['OneNET, Chinese labels and 32 bytes', '产品ID：Z9qC0C2Xyz\n设备名称：d\n设备密钥：MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', 'onenet', { productId: 'Z9qC0C2Xyz', deviceName: 'd', key: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' }],
    ['OneNET', '{"product_id":"123123","device_name":"mydev","key":"KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw="}', 'onenet', { productId: '123123', deviceName: 'mydev', key: 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=' }],
    ['Huawei', '{"device_id":"60c899d0b86d7b02bc71af42_raventest2","secret":"f7091f4d1d83e0935dce69c0390a4e97"}', 'huawei-iotda', { deviceId: '60c899d0b86d7b02bc71af42_raventest2', secret: 'f7091f4d1d83e0935dce69c0390a4e97' }],
    [
      'Huawei, answer of the registration',
      '{"app_id":"c3d9","device_id":"60c8_raventest2","node_id":"raventest2","device_name":"phone","fw_version":null,"auth_info":{"auth_type":"SECRET","secret":"f709","fingerprint":null},"product_id":"60c8"}',
      'huawei-iotda',
      { deviceId: '60c8_raventest2', secret: 'f709' },
    ],
    ['Tuya', 'ProductID: xbe3m6mvdrfhy6qr\nDeviceID: 6c828cba434ff40c074wF2\nDeviceSecret: 5a9b3d5f7e1c', 'tuya-link', { deviceId: '6c828cba434ff40c074wF2', deviceSecret: '5a9b3d5f7e1c' }],
    ['Baidu', "const IoTCoreId = 'alvxdkj'\nconst DeviceKey = 'mpclient'\nconst DeviceSecret = 'sIQmoZzHwRYLfEUL'", 'baidu-iotcore', { coreId: 'alvxdkj', deviceKey: 'mpclient', deviceSecret: 'sIQmoZzHwRYLfEUL' }],
    ['Azure', 'HostName=my-hub.azure-devices.net;DeviceId=dev-1;SharedAccessKey=a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=', 'azure-iothub', { hub: 'my-hub.azure-devices.net', deviceId: 'dev-1', key: 'a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=' }],
    ['Azure in JSON', '{"connectionString": "HostName=h.azure-devices.net;DeviceId=d;x509=true"}', 'azure-iothub', { hub: 'h.azure-devices.net', deviceId: 'd', auth: 'cert' }],
    ['Azure, a policy', 'HostName=h.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=a2V5', 'azure-iothub', { hub: 'h.azure-devices.net', skn: 'iothubowner', key: 'a2V5' }],
    ['Azure, device-identity show', '{"deviceId":"d","authentication":{"symmetricKey":{"primaryKey":"a2V5","secondaryKey":"b"}},"hub":"h.azure-devices.net"}', 'azure-iothub', { hub: 'h.azure-devices.net', deviceId: 'd', key: 'a2V5' }],
    ['AWS', '{\n    "endpointAddress": "a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com"\n}', 'aws', { host: 'a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com', region: 'ap-south-1' }],
    ['AWS, the address alone', 'a39i0c3i2yvc9z-ats.iot.cn-north-1.amazonaws.com.cn', 'aws', { host: 'a39i0c3i2yvc9z-ats.iot.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' }],
  ])('%s', (_, text, cloud, inputs) => {
    expect(readDevice(text)).toStrictEqual({ cloud, inputs })
  })
})

test('names fit several clouds: the values without a cloud', () => {
  expect(readDevice('{"deviceName":"d","deviceSecret":"s"}')).toStrictEqual({ inputs: { deviceName: 'd', deviceSecret: 's' } })
})

test('JSON that breaks off gives nothing but its fault', () => {
  const text = '{"ProductKey":"k","DeviceName":"d",\n"DeviceSecret":"s'
  expect(readDevice(text)).toBeUndefined()
  expect(describeJsonFault(text)?.en).toBe('Line 2, column 16: a string that begins here is not closed.')
  expect(describeJsonFault(text)?.zh).toBe('第 2 行第 16 列：从这里开始的字符串没有结束引号。')
})

test('other text is no device', () => {
  for (const text of ['', 'AT+CSQ', '{"id":"1","params":{"key":1}}', '{"auth_mode":"KEY","productId":"PRODUCT_ID","deviceName":"YOUR_DEV_NAME"}']) expect(readDevice(text)).toBeUndefined()
})
