<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
 <context>
  <name>kdstudio</name>
  <message>
   <source>There is no command {name}: there are {known}.</source>
   <translation>Không có lệnh {name}: chỉ có {known}.</translation>
  </message>
  <message>
   <source>{folder} is being written by another process.</source>
   <translation>{folder} đang được một tiến trình khác ghi.</translation>
  </message>
  <message>
   <source>--resume goes on with a run exactly as it was begun: leave out {flags}.</source>
   <translation>--resume chạy tiếp một lượt chạy đúng như khi bắt đầu: hãy bỏ {flags}.</translation>
  </message>
  <message>
   <source>There is no precision {name}: there are {known}.</source>
   <translation>Không có định dạng số {name}: chỉ có {known}.</translation>
  </message>
  <message>
   <source>No dataset is given: name a folder with --dataset, or see `kdstudio demo` first.</source>
   <translation>Chưa chỉ định tập dữ liệu: nêu một thư mục bằng --dataset, hoặc xem thử `kdstudio demo` trước.</translation>
  </message>
  <message>
   <source>No teacher is given: name its file with --teacher, or make one with `kdstudio train-teacher`.</source>
   <translation>Chưa chỉ định mô hình thầy: nêu tệp của nó bằng --teacher, hoặc tạo một mô hình bằng `kdstudio train-teacher`.</translation>
  </message>
  <message>
   <source>{file} is a job of another kind: run it with `kdstudio {kind} {file}`.</source>
   <translation>{file} là tác vụ thuộc loại khác: hãy chạy nó bằng `kdstudio {kind} {file}`.</translation>
  </message>
  <message>
   <source>The run {run} has no soft labels yet: wait for its first epoch.</source>
   <translation>Lượt chạy {run} chưa có nhãn mềm: hãy chờ hết epoch đầu tiên.</translation>
  </message>
  <message>
   <source>There is no probe {number}: choose one from 1 to {count}.</source>
   <translation>Không có ảnh dò {number}: hãy chọn từ 1 đến {count}.</translation>
  </message>
  <message>
   <source>Duplicate the run, correct what is named here, and start the duplicate.</source>
   <translation>Nhân bản lượt chạy, sửa những gì nêu ở đây, rồi bắt đầu bản sao.</translation>
  </message>
  <message>
   <source>Close other programs or free disk space, then resume. If the memory still is not enough, duplicate the run with a smaller batch or image size.</source>
   <translation>Đóng các chương trình khác hoặc giải phóng dung lượng đĩa, rồi chạy tiếp. Nếu vẫn không đủ bộ nhớ, hãy nhân bản lượt chạy với lô hoặc cỡ ảnh nhỏ hơn.</translation>
  </message>
  <message>
   <source>This is a fault in the program, not in what you gave. Resume once; if it fails again, copy the details and report them.</source>
   <translation>Đây là lỗi của chương trình, không phải của dữ liệu đã nhập. Hãy chạy tiếp một lần; nếu lại thất bại, hãy sao chép chi tiết và báo lỗi.</translation>
  </message>
  <message>
   <source>The system ended the process, most often because the memory was used up. Close other programs, then resume: it goes on after epoch {epoch}.</source>
   <translation>Hệ thống đã kết thúc tiến trình, thường là do hết bộ nhớ. Đóng các chương trình khác, rồi chạy tiếp: lượt chạy tiếp tục sau epoch {epoch}.</translation>
  </message>
  <message>
   <source>The system ended the process, most often because the memory was used up. Close other programs, then resume: it begins anew, as no epoch was over.</source>
   <translation>Hệ thống đã kết thúc tiến trình, thường là do hết bộ nhớ. Đóng các chương trình khác, rồi chạy tiếp: lượt chạy bắt đầu lại từ đầu vì chưa xong epoch nào.</translation>
  </message>
  <message>
   <source>Resume: it goes on after epoch {epoch}; if it is lost again, copy the details and report them.</source>
   <translation>Hãy chạy tiếp: lượt chạy đi tiếp sau epoch {epoch}; nếu lại bị gián đoạn, hãy sao chép chi tiết và báo cho chúng tôi.</translation>
  </message>
  <message>
   <source>Resume: it begins anew, as no epoch was over; if it is lost again, copy the details and report them.</source>
   <translation>Hãy chạy tiếp: lượt chạy bắt đầu lại vì chưa xong epoch nào; nếu lại bị gián đoạn, hãy sao chép chi tiết và báo cho chúng tôi.</translation>
  </message>
  <message>
   <source>Resume: it begins anew, as no epoch was over.</source>
   <translation>Hãy chạy tiếp: lượt chạy bắt đầu lại từ đầu vì chưa xong epoch nào.</translation>
  </message>
  <message>
   <source>Resume: the student is done, and its baseline goes on after epoch {epoch}.</source>
   <translation>Hãy chạy tiếp: mô hình trò đã xong, mô hình đối chứng tiếp tục sau epoch {epoch}.</translation>
  </message>
  <message>
   <source>Resume: it goes on after epoch {epoch}.</source>
   <translation>Hãy chạy tiếp: lượt chạy tiếp tục sau epoch {epoch}.</translation>
  </message>
  <message>
   <source>A run is at work and may read these files: clear them when it is done.</source>
   <translation>Một lượt chạy đang làm việc và có thể đọc các tệp này: hãy xóa khi nó xong.</translation>
  </message>
  <message>
   <source>{folder} cannot be removed ({reason}): close what uses it and clear again.</source>
   <translation>Không thể xóa {folder} ({reason}): hãy đóng chương trình đang dùng nó rồi xóa lại.</translation>
  </message>
  <message>
   <source>class_map names {name}, which is no class of the dataset: {known}.</source>
   <translation>class_map nêu {name}, nhưng đó không phải là lớp của tập dữ liệu: {known}.</translation>
  </message>
  <message>
   <source>class_map names {name}, which is no class of the teacher: {known}.</source>
   <translation>class_map nêu {name}, nhưng đó không phải là lớp của mô hình thầy: {known}.</translation>
  </message>
  <message>
   <source>class_map gives the same teacher class to two classes: each may be taken once.</source>
   <translation>class_map gán cùng một lớp của mô hình thầy cho hai lớp: mỗi lớp chỉ được dùng một lần.</translation>
  </message>
  <message>
   <source>The teacher and the dataset share {count} class names, at least 2 are needed. Are these the same? Then pair them in the class map: {pairs}.</source>
   <translation>Mô hình thầy và tập dữ liệu có {count} tên lớp chung, cần ít nhất 2. Các lớp sau có phải là một không? Nếu phải, hãy ghép chúng trong bảng ghép lớp: {pairs}.</translation>
  </message>
  <message>
   <source>The teacher and the dataset share {count} class names, at least 2 are needed: the teacher knows {teacher}; the dataset has {dataset}. Name the pairs in the class map, or choose another teacher.</source>
   <translation>Mô hình thầy và tập dữ liệu có {count} tên lớp chung, cần ít nhất 2: mô hình thầy biết {teacher}; tập dữ liệu có {dataset}. Hãy nêu các cặp trong bảng ghép lớp, hoặc chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>Worth knowing about the dataset</source>
   <translation>Điều nên biết về tập dữ liệu</translation>
  </message>
  <message>
   <source>Validation images are set apart</source>
   <translation>Ảnh kiểm định được tách riêng</translation>
  </message>
  <message>
   <source>No validation split</source>
   <translation>Không có phần kiểm định</translation>
  </message>
  <message>
   <source>Some images cannot be read</source>
   <translation>Một số ảnh không đọc được</translation>
  </message>
  <message>
   <source>A class is empty</source>
   <translation>Có lớp trống</translation>
  </message>
  <message>
   <source>Few images in a class</source>
   <translation>Có lớp quá ít ảnh</translation>
  </message>
  <message>
   <source>Uneven classes</source>
   <translation>Các lớp không đều</translation>
  </message>
  <message>
   <source>Some classes are left out</source>
   <translation>Một số lớp bị bỏ qua</translation>
  </message>
  <message>
   <source>The same images in training and judging</source>
   <translation>Ảnh trùng giữa huấn luyện và đánh giá</translation>
  </message>
  <message>
   <source>Other dataset…</source>
   <translation>Tập dữ liệu khác…</translation>
  </message>
  <message>
   <source>Add unlabelled images…</source>
   <translation>Thêm ảnh chưa nhãn…</translation>
  </message>
  <message>
   <source>No dataset is chosen</source>
   <translation>Chưa chọn tập dữ liệu</translation>
  </message>
  <message>
   <source>Choose a folder with a folder of images for each class, or a sample.</source>
   <translation>Chọn một thư mục có một thư mục ảnh cho mỗi lớp, hoặc một bộ mẫu.</translation>
  </message>
  <message>
   <source>Choose a dataset.</source>
   <translation>Chọn tập dữ liệu.</translation>
  </message>
  <message>
   <source>Reading the dataset…</source>
   <translation>Đang đọc tập dữ liệu…</translation>
  </message>
  <message>
   <source>Every image is opened once, to see that it can be.</source>
   <translation>Mỗi ảnh được mở một lần để xem có đọc được không.</translation>
  </message>
  <message>
   <source>The dataset cannot be used</source>
   <translation>Không dùng được tập dữ liệu</translation>
  </message>
  <message>
   <source>Choose another dataset.</source>
   <translation>Chọn tập dữ liệu khác.</translation>
  </message>
  <message>
   <source>The dataset has another task</source>
   <translation>Tập dữ liệu thuộc nhiệm vụ khác</translation>
  </message>
  <message>
   <source>{name} is a dataset for the task {task}: choose one whose images stand in a folder for each class.</source>
   <translation>{name} là tập dữ liệu cho nhiệm vụ {task}: hãy chọn tập có ảnh nằm trong một thư mục cho mỗi lớp.</translation>
  </message>
  <message>
   <source>No problems found</source>
   <translation>Không có vấn đề nào</translation>
  </message>
  <message>
   <source>Every image of the dataset can be read.</source>
   <translation>Mọi ảnh của tập dữ liệu đều đọc được.</translation>
  </message>
  <message>
   <source>Mend the dataset, or choose another.</source>
   <translation>Sửa tập dữ liệu, hoặc chọn tập khác.</translation>
  </message>
  <message>
   <source>Few images to judge by</source>
   <translation>Ít ảnh để đánh giá</translation>
  </message>
  <message>
   <source>With {count:,} images, one more or less is {points:.1f} points: a small gain cannot be told from chance.</source>
   <translation>Với {count:,} ảnh, đúng thêm hay sai thêm một ảnh là {points:.1f} điểm: không thể phân biệt mức tăng nhỏ với ngẫu nhiên.</translation>
  </message>
  <message>
   <source>The images are smaller than that</source>
   <translation>Ảnh gốc nhỏ hơn cỡ này</translation>
  </message>
  <message>
   <source>They are about {typical} px wide and are enlarged to {size} px: that costs time and adds nothing to see. {enough} px are enough.</source>
   <translation>Ảnh rộng khoảng {typical} px và được phóng lên {size} px: tốn thời gian mà không thấy thêm được gì. {enough} px là đủ.</translation>
  </message>
  <message>
   <source>Use {size} px</source>
   <translation>Dùng {size} px</translation>
  </message>
  <message>
   <source>No unlabelled images</source>
   <translation>Không có ảnh chưa nhãn</translation>
  </message>
  <message>
   <source>Distillation needs no labels: more images of the same kind, labelled by nobody, let the teacher teach more.</source>
   <translation>Chưng cất không cần nhãn: thêm ảnh cùng loại, không cần ai gán nhãn, thì mô hình thầy dạy được nhiều hơn.</translation>
  </message>
  <message>
   <source>Counting the unlabelled images…</source>
   <translation>Đang đếm ảnh chưa nhãn…</translation>
  </message>
  <message>
   <source>The unlabelled images cannot be used</source>
   <translation>Không dùng được ảnh chưa nhãn</translation>
  </message>
  <message>
   <source>Other folder…</source>
   <translation>Thư mục khác…</translation>
  </message>
  <message>
   <source>Leave them out</source>
   <translation>Bỏ các ảnh này</translation>
  </message>
  <message>
   <source>Choose other unlabelled images, or none.</source>
   <translation>Chọn ảnh chưa nhãn khác, hoặc không dùng.</translation>
  </message>
  <message>
   <source>Some unlabelled images are left out</source>
   <translation>Một số ảnh chưa nhãn bị bỏ qua</translation>
  </message>
  <message>
   <source>{unreadable:,} of them cannot be read; the teacher's soft labels teach the other {images:,}.</source>
   <translation>{unreadable:,} ảnh trong số đó không đọc được; nhãn mềm của mô hình thầy dạy {images:,} ảnh còn lại.</translation>
  </message>
  <message>
   <source>{images:,} unlabelled images join in</source>
   <translation>Thêm {images:,} ảnh chưa nhãn</translation>
  </message>
  <message>
   <source>The student learns them from the teacher's soft labels alone.</source>
   <translation>Mô hình trò học các ảnh này chỉ từ nhãn mềm của mô hình thầy.</translation>
  </message>
  <message>
   <source>FP32</source>
   <translation>FP32</translation>
  </message>
  <message>
   <source>Exact copy of the student.</source>
   <translation>Bản sao y hệt mô hình trò.</translation>
  </message>
  <message>
   <source>FP16</source>
   <translation>FP16</translation>
  </message>
  <message>
   <source>Half the size. Not faster on a CPU.</source>
   <translation>Nhỏ bằng nửa. Không nhanh hơn trên CPU.</translation>
  </message>
  <message>
   <source>INT8, dynamic</source>
   <translation>INT8, động</translation>
  </message>
  <message>
   <source>Weights only. No images needed.</source>
   <translation>Chỉ trọng số. Không cần ảnh.</translation>
  </message>
  <message>
   <source>INT8, static</source>
   <translation>INT8, tĩnh</translation>
  </message>
  <message>
   <source>Smallest and fastest. Needs images.</source>
   <translation>Nhỏ và nhanh nhất. Cần ảnh.</translation>
  </message>
  <message>
   <source>CPU, any computer</source>
   <translation>CPU, mọi máy tính</translation>
  </message>
  <message>
   <source>ONNX Runtime. Linux, Windows, macOS.</source>
   <translation>ONNX Runtime. Linux, Windows, macOS.</translation>
  </message>
  <message>
   <source>Raspberry Pi, ARM</source>
   <translation>Raspberry Pi, ARM</translation>
  </message>
  <message>
   <source>ONNX Runtime, signed INT8.</source>
   <translation>ONNX Runtime, INT8 có dấu.</translation>
  </message>
  <message>
   <source>Accuracy is proven here; times are this computer's, and signed INT8 is slow on an Intel or AMD processor.</source>
   <translation>Độ chính xác được kiểm chứng ở đây; thời gian là của máy này, và INT8 có dấu chạy chậm trên bộ xử lý Intel hoặc AMD.</translation>
  </message>
  <message>
   <source>Intel CPU, GPU, NPU</source>
   <translation>CPU, GPU, NPU Intel</translation>
  </message>
  <message>
   <source>OpenVINO.</source>
   <translation>OpenVINO.</translation>
  </message>
  <message>
   <source>NVIDIA GPU, Jetson</source>
   <translation>GPU NVIDIA, Jetson</translation>
  </message>
  <message>
   <source>TensorRT, built on the device.</source>
   <translation>TensorRT, dựng trên thiết bị.</translation>
  </message>
  <message>
   <source>Needs NVIDIA</source>
   <translation>Cần NVIDIA</translation>
  </message>
  <message>
   <source>TensorRT builds its engine on the very GPU that runs it: export ONNX here, copy the folder, and build with trtexec there.</source>
   <translation>TensorRT dựng engine trên chính GPU sẽ chạy nó: xuất ONNX ở đây, sao chép thư mục, rồi dựng bằng trtexec ở đó.</translation>
  </message>
  <message>
   <source>Android</source>
   <translation>Android</translation>
  </message>
  <message>
   <source>LiteRT.</source>
   <translation>LiteRT.</translation>
  </message>
  <message>
   <source>iPhone, iPad, Mac</source>
   <translation>iPhone, iPad, Mac</translation>
  </message>
  <message>
   <source>Core ML. Its INT8 is of weights only.</source>
   <translation>Core ML. INT8 của nó chỉ áp dụng cho trọng số.</translation>
  </message>
  <message>
   <source>Needs a Mac</source>
   <translation>Cần máy Mac</translation>
  </message>
  <message>
   <source>Core ML runs on Apple's systems only: there a model can be proven, elsewhere only written.</source>
   <translation>Core ML chỉ chạy trên các hệ thống của Apple: ở đó có thể kiểm chứng mô hình, ở nơi khác chỉ ghi được tệp.</translation>
  </message>
  <message>
   <source>Browser</source>
   <translation>Trình duyệt</translation>
  </message>
  <message>
   <source>ONNX Runtime Web.</source>
   <translation>ONNX Runtime Web.</translation>
  </message>
  <message>
   <source>Proven here with ONNX Runtime, whose web build runs the same file; times are not a browser's.</source>
   <translation>Được kiểm chứng ở đây bằng ONNX Runtime, bản web của nó chạy cùng tệp đó; thời gian không phải của trình duyệt.</translation>
  </message>
  <message>
   <source>Phones and small boards</source>
   <translation>Điện thoại và bo mạch nhỏ</translation>
  </message>
  <message>
   <source>NCNN.</source>
   <translation>NCNN.</translation>
  </message>
  <message>
   <source>Phones, with MNN</source>
   <translation>Điện thoại, với MNN</translation>
  </message>
  <message>
   <source>MNN. Its INT8 is of weights only.</source>
   <translation>MNN. INT8 của nó chỉ áp dụng cho trọng số.</translation>
  </message>
  <message>
   <source>Phones, with PyTorch</source>
   <translation>Điện thoại, với PyTorch</translation>
  </message>
  <message>
   <source>ExecuTorch.</source>
   <translation>ExecuTorch.</translation>
  </message>
  <message>
   <source>Servers with PyTorch</source>
   <translation>Máy chủ có PyTorch</translation>
  </message>
  <message>
   <source>TorchScript.</source>
   <translation>TorchScript.</translation>
  </message>
  <message>
   <source>Rockchip NPU</source>
   <translation>NPU Rockchip</translation>
  </message>
  <message>
   <source>RKNN, built with Rockchip's kit.</source>
   <translation>RKNN, dựng bằng bộ công cụ Rockchip.</translation>
  </message>
  <message>
   <source>Needs Rockchip's kit</source>
   <translation>Cần bộ công cụ Rockchip</translation>
  </message>
  <message>
   <source>Export ONNX here, then convert it with RKNN-Toolkit2 in an environment of its own.</source>
   <translation>Xuất ONNX ở đây, rồi chuyển đổi bằng RKNN-Toolkit2 trong một môi trường riêng.</translation>
  </message>
  <message>
   <source>Hailo NPU</source>
   <translation>NPU Hailo</translation>
  </message>
  <message>
   <source>HEF, built with Hailo's compiler.</source>
   <translation>HEF, dựng bằng trình biên dịch Hailo.</translation>
  </message>
  <message>
   <source>Needs Hailo's kit</source>
   <translation>Cần bộ công cụ Hailo</translation>
  </message>
  <message>
   <source>Export ONNX here, then compile it with Hailo's Dataflow Compiler, which needs an account.</source>
   <translation>Xuất ONNX ở đây, rồi biên dịch bằng Dataflow Compiler của Hailo, công cụ này cần tài khoản.</translation>
  </message>
  <message>
   <source>Sony IMX500</source>
   <translation>Sony IMX500</translation>
  </message>
  <message>
   <source>Built with Sony's converter.</source>
   <translation>Dựng bằng bộ chuyển đổi của Sony.</translation>
  </message>
  <message>
   <source>Needs Sony's kit</source>
   <translation>Cần bộ công cụ Sony</translation>
  </message>
  <message>
   <source>The camera's converter needs an older PyTorch: use Ultralytics in an environment of its own.</source>
   <translation>Bộ chuyển đổi của camera này cần PyTorch cũ hơn: hãy dùng Ultralytics trong một môi trường riêng.</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Sẵn sàng</translation>
  </message>
  <message>
   <source>How to get it</source>
   <translation>Cách để có</translation>
  </message>
  <message>
   <source>{runtime} is not installed: its packages are {packages}. One of them asks for an older typing_extensions than KD Studio: install them in a virtual environment of their own.</source>
   <translation>Chưa cài {runtime}: các gói của nó là {packages}. Một gói trong đó đòi typing_extensions cũ hơn bản KD Studio dùng: hãy cài chúng trong một môi trường ảo riêng.</translation>
  </message>
  <message>
   <source>{runtime} is not installed: its packages are {packages}.</source>
   <translation>Chưa cài {runtime}: các gói của nó là {packages}.</translation>
  </message>
  <message>
   <source>{runtime} is not installed here: get it with `{command}`.</source>
   <translation>Ở đây chưa cài {runtime}: hãy cài bằng `{command}`.</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Xuất gì</translation>
  </message>
  <message>
   <source>Where and how small</source>
   <translation>Đích và cỡ</translation>
  </message>
  <message>
   <source>Build</source>
   <translation>Dựng</translation>
  </message>
  <message>
   <source>Proof</source>
   <translation>Kiểm chứng</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>Bàn giao</translation>
  </message>
  <message>
   <source>There is no target {name}: there are {known}.</source>
   <translation>Không có đích {name}: chỉ có {known}.</translation>
  </message>
  <message>
   <source>Nothing is to be exported: choose at least one precision.</source>
   <translation>Không có gì để xuất: hãy chọn ít nhất một định dạng số.</translation>
  </message>
  <message>
   <source>{runtime} has no {precision}: it has {known}.</source>
   <translation>{runtime} không có {precision}: chỉ có {known}.</translation>
  </message>
  <message>
   <source>The budget is {value:g} points: choose a number from 0 to {high:g}.</source>
   <translation>Ngân sách là {value:g} điểm: hãy chọn một số từ 0 đến {high:g}.</translation>
  </message>
  <message>
   <source>The calibration takes {value} images: choose a number from 1 to {high}.</source>
   <translation>Hiệu chuẩn dùng {value} ảnh: hãy chọn một số từ 1 đến {high}.</translation>
  </message>
  <message>
   <source>No file could be proven.</source>
   <translation>Không kiểm chứng được tệp nào.</translation>
  </message>
  <message>
   <source>Go back, see what each file says, and build again.</source>
   <translation>Quay lại, xem thông báo của từng tệp, rồi dựng lại.</translation>
  </message>
  <message>
   <source>{name} passes: {lost:.1f} points lost of the {budget:g} allowed.</source>
   <translation>{name} đạt: mất {lost:.1f} điểm trên {budget:g} điểm cho phép.</translation>
  </message>
  <message>
   <source>{images:,} test images, {runtime}, this CPU, 1 thread.</source>
   <translation>{images:,} ảnh kiểm tra, {runtime}, CPU này, 1 luồng.</translation>
  </message>
  <message>
   <source>{images:,} test images, {runtime}, this CPU, {threads:d} threads.</source>
   <translation>{images:,} ảnh kiểm tra, {runtime}, CPU này, {threads:d} luồng.</translation>
  </message>
  <message>
   <source>{images:,} validation images, {runtime}, this CPU, 1 thread.</source>
   <translation>{images:,} ảnh kiểm định, {runtime}, CPU này, 1 luồng.</translation>
  </message>
  <message>
   <source>{images:,} validation images, {runtime}, this CPU, {threads:d} threads.</source>
   <translation>{images:,} ảnh kiểm định, {runtime}, CPU này, {threads:d} luồng.</translation>
  </message>
  <message>
   <source>{images:,} images without labels, {runtime}, this CPU, 1 thread.</source>
   <translation>{images:,} ảnh không có nhãn, {runtime}, CPU này, 1 luồng.</translation>
  </message>
  <message>
   <source>{images:,} images without labels, {runtime}, this CPU, {threads:d} threads.</source>
   <translation>{images:,} ảnh không có nhãn, {runtime}, CPU này, {threads:d} luồng.</translation>
  </message>
  <message>
   <source>Without labels only agreement is proven, not accuracy.</source>
   <translation>Không nhãn: chỉ kiểm chứng được độ đồng thuận, không phải độ chính xác.</translation>
  </message>
  <message>
   <source>The same validation images also chose the INT8 file: a test split would tell more.</source>
   <translation>Chính các ảnh kiểm định này cũng đã dùng để chọn tệp INT8: một tập kiểm tra riêng sẽ cho biết nhiều hơn.</translation>
  </message>
  <message>
   <source>Other programs were at work: the times are those of the processor, not of the clock.</source>
   <translation>Khi đo có chương trình khác chạy: thời gian là của bộ xử lý, không phải của đồng hồ.</translation>
  </message>
  <message>
   <source>A model did not answer the same twice: its row is not repeatable.</source>
   <translation>Có mô hình trả lời hai lần không giống nhau: dòng của nó không lặp lại được.</translation>
  </message>
  <message>
   <source>First and last layers stay in float, where they are faster: {layers}.</source>
   <translation>Các tầng đầu và cuối giữ ở số thực vì như vậy nhanh hơn: {layers}.</translation>
  </message>
  <message>
   <source>This processor has no instructions for INT8 (such as VNNI): here the file is smaller, but hardly faster; on one that has them it is faster as well.</source>
   <translation>Bộ xử lý này không có lệnh cho INT8 (như VNNI): ở đây tệp nhỏ hơn nhưng hầu như không nhanh hơn; trên bộ xử lý có lệnh đó thì tệp cũng nhanh hơn.</translation>
  </message>
  <message>
   <source>It was not built yet.</source>
   <translation>Chưa được dựng.</translation>
  </message>
  <message>
   <source>It is being built.</source>
   <translation>Đang được dựng.</translation>
  </message>
  <message>
   <source>It was stopped before it was proven.</source>
   <translation>Đã bị dừng trước khi được kiểm chứng.</translation>
  </message>
  <message>
   <source>It ended without a word before it was proven.</source>
   <translation>Đã kết thúc mà không báo gì trước khi được kiểm chứng.</translation>
  </message>
  <message>
   <source>{name} is built, but it could not be compared with the student.</source>
   <translation>{name} đã dựng xong, nhưng không so sánh được với mô hình trò.</translation>
  </message>
  <message>
   <source>{name} says what the student says on {agreement:.1f} % of {images:,} images.</source>
   <translation>{name} trả lời giống mô hình trò trên {agreement:.1f} % của {images:,} ảnh.</translation>
  </message>
  <message>
   <source>Not proven: {name} lost {lost:.1f} points, more than the {budget:g} allowed, on too few images.</source>
   <translation>Chưa kiểm chứng được: {name} mất {lost:.1f} điểm, quá {budget:g} điểm cho phép, trên quá ít ảnh.</translation>
  </message>
  <message>
   <source>Not proven: {name} lost {lost:.1f} points of the {budget:g} allowed, on too few images.</source>
   <translation>Chưa kiểm chứng được: {name} mất {lost:.1f} điểm trên {budget:g} điểm cho phép, với quá ít ảnh.</translation>
  </message>
  <message>
   <source>Not proven: {name} lost {lost:.1f} points of the {budget:g} allowed; about {needed:,} images would do.</source>
   <translation>Chưa kiểm chứng được: {name} mất {lost:.1f} điểm trên {budget:g} điểm cho phép; khoảng {needed:,} ảnh là đủ.</translation>
  </message>
  <message>
   <source>{name} lost {lost:.1f} points, more than the {budget:g} allowed.</source>
   <translation>{name} mất {lost:.1f} điểm, quá {budget:g} điểm cho phép.</translation>
  </message>
  <message>
   <source>INT8 does not pay for this model: at best it lost {lost:.1f} points, more than the {budget:g} allowed.</source>
   <translation>INT8 không có lợi cho mô hình này: tốt nhất cũng mất {lost:.1f} điểm, quá {budget:g} điểm cho phép.</translation>
  </message>
  <message>
   <source>INT8 does not pay for this model: with {layers:d} layers in float it is no faster than the student.</source>
   <translation>INT8 không có lợi cho mô hình này: với {layers:d} tầng ở số thực, nó không nhanh hơn mô hình trò.</translation>
  </message>
  <message>
   <source>{name} is left: {lost:.1f} points lost, {size:.1f} MB instead of {failed:.1f} MB.</source>
   <translation>Còn lại {name}: mất {lost:.1f} điểm, {size:.1f} MB thay vì {failed:.1f} MB.</translation>
  </message>
  <message>
   <source>Allow more loss, or distil the student for longer, then build again.</source>
   <translation>Cho phép mất nhiều điểm hơn, hoặc chưng cất mô hình trò lâu hơn, rồi dựng lại.</translation>
  </message>
  <message>
   <source>It takes {size:.1f} MB.</source>
   <translation>Chiếm {size:.1f} MB.</translation>
  </message>
  <message>
   <source>{size:.1f}× smaller and {speed:.1f}× faster than the teacher.</source>
   <translation>Nhỏ hơn {size:.1f}× và nhanh hơn {speed:.1f}× so với mô hình thầy.</translation>
  </message>
  <message>
   <source>{size:.1f}× smaller than the teacher, but {speed:.1f}× slower.</source>
   <translation>Nhỏ hơn mô hình thầy {size:.1f}×, nhưng chậm hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>{size:.1f}× smaller than the teacher.</source>
   <translation>Nhỏ hơn mô hình thầy {size:.1f}×.</translation>
  </message>
  <message>
   <source>{speed:.1f}× faster than the teacher, but not smaller.</source>
   <translation>Nhanh hơn mô hình thầy {speed:.1f}×, nhưng không nhỏ hơn.</translation>
  </message>
  <message>
   <source>Neither smaller nor faster than the teacher.</source>
   <translation>Không nhỏ hơn cũng không nhanh hơn mô hình thầy.</translation>
  </message>
  <message>
   <source>{size:.1f}× smaller and {speed:.1f}× faster than the student.</source>
   <translation>Nhỏ hơn {size:.1f}× và nhanh hơn {speed:.1f}× so với mô hình trò.</translation>
  </message>
  <message>
   <source>{size:.1f}× smaller than the student, but {speed:.1f}× slower.</source>
   <translation>Nhỏ hơn mô hình trò {size:.1f}×, nhưng chậm hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>{size:.1f}× smaller than the student.</source>
   <translation>Nhỏ hơn mô hình trò {size:.1f}×.</translation>
  </message>
  <message>
   <source>{speed:.1f}× faster than the student, but not smaller.</source>
   <translation>Nhanh hơn mô hình trò {speed:.1f}×, nhưng không nhỏ hơn.</translation>
  </message>
  <message>
   <source>Neither smaller nor faster than the student.</source>
   <translation>Không nhỏ hơn cũng không nhanh hơn mô hình trò.</translation>
  </message>
  <message>
   <source>Export for {runtime}</source>
   <translation>Xuất cho {runtime}</translation>
  </message>
  <message>
   <source>Preparing</source>
   <translation>Chuẩn bị</translation>
  </message>
  <message>
   <source>Building</source>
   <translation>Đang dựng</translation>
  </message>
  <message>
   <source>Building {model}</source>
   <translation>Đang dựng {model}</translation>
  </message>
  <message>
   <source>Measuring the range of each layer for INT8</source>
   <translation>Đang đo dải giá trị của mỗi tầng cho INT8</translation>
  </message>
  <message>
   <source>Measuring the student</source>
   <translation>Đang đo mô hình trò</translation>
  </message>
  <message>
   <source>Measuring {model}</source>
   <translation>Đang đo {model}</translation>
  </message>
  <message>
   <source>Looking for the layers that lose accuracy</source>
   <translation>Đang tìm các tầng làm giảm độ chính xác</translation>
  </message>
  <message>
   <source>Proving the teacher</source>
   <translation>Đang kiểm chứng thầy</translation>
  </message>
  <message>
   <source>Proving the student</source>
   <translation>Đang kiểm chứng trò</translation>
  </message>
  <message>
   <source>Proving</source>
   <translation>Đang kiểm chứng</translation>
  </message>
  <message>
   <source>Proving {model}</source>
   <translation>Đang kiểm chứng {model}</translation>
  </message>
  <message>
   <source>Writing the hand-over folder</source>
   <translation>Đang ghi thư mục bàn giao</translation>
  </message>
  <message>
   <source>The export was stopped before its models were proven.</source>
   <translation>Bản xuất đã bị dừng trước khi các mô hình được kiểm chứng.</translation>
  </message>
  <message>
   <source>The export ended without a word, while no window watched it: nobody knows its exit code.</source>
   <translation>Bản xuất kết thúc mà không báo gì, khi không có cửa sổ nào theo dõi: không ai biết mã thoát của nó.</translation>
  </message>
  <message>
   <source>The export ended without a word (exit code {code:d}): the system killed its process.</source>
   <translation>Bản xuất kết thúc mà không báo gì (mã thoát {code:d}): hệ thống đã buộc dừng tiến trình của nó.</translation>
  </message>
  <message>
   <source>The export ended without a word (exit code {code:d}).</source>
   <translation>Bản xuất kết thúc mà không báo gì (mã thoát {code:d}).</translation>
  </message>
  <message>
   <source>Build again: it begins anew, with the same choices.</source>
   <translation>Hãy dựng lại: bản xuất bắt đầu lại từ đầu, với cùng các lựa chọn.</translation>
  </message>
  <message>
   <source>Most often the memory was used up: close other programs, then build again.</source>
   <translation>Thường là do hết bộ nhớ: hãy đóng các chương trình khác, rồi dựng lại.</translation>
  </message>
  <message>
   <source>Build again; if it is lost again, copy the details and report them.</source>
   <translation>Hãy dựng lại; nếu lại bị gián đoạn, hãy sao chép chi tiết và báo lỗi.</translation>
  </message>
  <message>
   <source>Go back, correct what is named here, and build again.</source>
   <translation>Quay lại, sửa những gì nêu ở đây, rồi dựng lại.</translation>
  </message>
  <message>
   <source>Close other programs or free disk space, then build again.</source>
   <translation>Đóng các chương trình khác hoặc giải phóng dung lượng đĩa, rồi dựng lại.</translation>
  </message>
  <message>
   <source>This is a fault in the program, not in what you gave. Build again; if it fails again, copy the details and report them.</source>
   <translation>Đây là lỗi của chương trình, không phải của dữ liệu đã nhập. Hãy dựng lại; nếu lại thất bại, hãy sao chép chi tiết và báo lỗi.</translation>
  </message>
  <message>
   <source>{folder} is no export any more: it holds no job.toml.</source>
   <translation>{folder} không còn là bản xuất: không chứa job.toml.</translation>
  </message>
  <message>
   <source>The export {name} is at work: stop it first, then delete it.</source>
   <translation>Bản xuất {name} đang chạy: hãy dừng trước, rồi xóa.</translation>
  </message>
  <message>
   <source>The export {name} cannot be moved to the trash ({reason}): close what uses {folder}, or delete it.</source>
   <translation>Không thể chuyển bản xuất {name} vào thùng rác ({reason}): hãy đóng chương trình đang dùng {folder}, hoặc xóa nó.</translation>
  </message>
  <message>
   <source>No export can be written to {folder} ({reason}): make room or allow it.</source>
   <translation>Không thể ghi bản xuất nào vào {folder} ({reason}): hãy giải phóng chỗ hoặc cấp quyền ghi.</translation>
  </message>
  <message>
   <source>Right on {top1:.1f} % of {images:,} images.</source>
   <translation>Đúng {top1:.1f} % trên {images:,} ảnh.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller, {speed:.1f}× faster.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhỏ hơn {size:.1f}×, nhanh hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller, but {speed:.1f}× slower.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhỏ hơn {size:.1f}×, nhưng chậm hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhỏ hơn {size:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {speed:.1f}× faster, but {size:.1f}× larger.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhanh hơn {speed:.1f}×, nhưng lớn hơn {size:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, but {size:.1f}× larger and {speed:.1f}× slower.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhưng lớn hơn {size:.1f}× và chậm hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, but {size:.1f}× larger.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhưng lớn hơn {size:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {speed:.1f}× faster.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhanh hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, but {speed:.1f}× slower.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy, nhưng chậm hơn {speed:.1f}×.</translation>
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy.</source>
   <translation>Giữ {kept:.1f} % độ chính xác của mô hình thầy.</translation>
  </message>
  <message>
   <source>{source} is not a job: {reason}. Correct it, or make a new one with --print-job.</source>
   <translation>{source} không phải là tác vụ: {reason}. Hãy sửa lại, hoặc tạo tác vụ mới bằng --print-job.</translation>
  </message>
  <message>
   <source>{path} is not there: check the name of the job's file.</source>
   <translation>Không thấy {path}: hãy kiểm tra tên tệp tác vụ.</translation>
  </message>
  <message>
   <source>{path} cannot be read as TOML ({reason}): correct it.</source>
   <translation>Không thể đọc {path} dưới dạng TOML ({reason}): hãy sửa lại.</translation>
  </message>
  <message>
   <source>{path} describes an export, not a run: choose the folder of a run.</source>
   <translation>{path} mô tả một bản xuất, không phải lượt chạy: hãy chọn thư mục của một lượt chạy.</translation>
  </message>
  <message>
   <source>{folder} holds no export: choose the folder of one.</source>
   <translation>{folder} không chứa bản xuất: hãy chọn thư mục của một bản xuất.</translation>
  </message>
  <message>
   <source>Soft labels (KD)</source>
   <translation>Nhãn mềm (KD)</translation>
  </message>
  <message>
   <source>The student learns the teacher's softened class probabilities, beside the hard labels.</source>
   <translation>Mô hình trò học các xác suất lớp đã làm mềm của mô hình thầy, bên cạnh nhãn cứng.</translation>
  </message>
  <message>
   <source>Decoupled distillation (DKD)</source>
   <translation>Chưng cất tách rời (DKD)</translation>
  </message>
  <message>
   <source>How sure the teacher is of the target class and how it weighs the other classes are taught apart, so that a very sure teacher still passes on its dark knowledge.</source>
   <translation>Mức chắc chắn của mô hình thầy về lớp đích và cách nó cân nhắc các lớp khác được dạy riêng, nhờ đó một mô hình thầy rất chắc chắn vẫn truyền được kiến thức tối.</translation>
  </message>
  <message>
   <source>Relations (DIST)</source>
   <translation>Quan hệ (DIST)</translation>
  </message>
  <message>
   <source>The student learns how the teacher's soft labels correlate, within an image and over a batch, not their exact values: for a teacher that is much stronger than the student.</source>
   <translation>Mô hình trò học sự tương quan giữa các nhãn mềm của mô hình thầy, trong một ảnh và trên cả lô, chứ không học giá trị chính xác: dành cho mô hình thầy mạnh hơn hẳn mô hình trò.</translation>
  </message>
  <message>
   <source>Standardised logits</source>
   <translation>Logit chuẩn hóa</translation>
  </message>
  <message>
   <source>Logits are standardised image by image first, so that the student learns the teacher's pattern and need not copy its scale.</source>
   <translation>Logit được chuẩn hóa theo từng ảnh trước, nhờ đó mô hình trò học dạng phân bố của mô hình thầy mà không phải sao chép thang giá trị của nó.</translation>
  </message>
  <message>
   <source>Teacher's top class (hard distillation)</source>
   <translation>Lớp cao nhất của thầy (chưng cất cứng)</translation>
  </message>
  <message>
   <source>The student learns the teacher's top class as if it were a hard label: without soft labels, to see by comparison what these add.</source>
   <translation>Mô hình trò học lớp cao nhất của mô hình thầy như một nhãn cứng: không có nhãn mềm, để so sánh xem nhãn mềm mang lại thêm điều gì.</translation>
  </message>
  <message>
   <source>Other teacher…</source>
   <translation>Thầy khác…</translation>
  </message>
  <message>
   <source>Some chosen pairs do not fit</source>
   <translation>Một số cặp đã chọn không khớp</translation>
  </message>
  <message>
   <source>These pairs name a class that is not there, or one that is taken already: {pairs}. Leave them out, or pair the classes again.</source>
   <translation>Các cặp này nêu một lớp không tồn tại hoặc đã được dùng: {pairs}. Hãy bỏ chúng, hoặc ghép lại các lớp.</translation>
  </message>
  <message>
   <source>Correct the pairs of classes.</source>
   <translation>Sửa các cặp lớp.</translation>
  </message>
  <message>
   <source>Only one class name matches</source>
   <translation>Chỉ khớp một tên lớp</translation>
  </message>
  <message>
   <source>No class names match</source>
   <translation>Không khớp tên lớp nào</translation>
  </message>
  <message>
   <source>The teacher calls its classes {teacher}; the dataset calls its own {dataset}. At least 2 must be the same: pair them in the table, or choose another teacher or dataset.</source>
   <translation>Mô hình thầy gọi các lớp là {teacher}; tập dữ liệu gọi là {dataset}. Ít nhất 2 lớp phải giống nhau: hãy ghép chúng trong bảng, hoặc chọn mô hình thầy hay tập dữ liệu khác.</translation>
  </message>
  <message>
   <source>Pair the classes first.</source>
   <translation>Ghép các lớp trước.</translation>
  </message>
  <message>
   <source>Pair at least 2 classes, or choose others.</source>
   <translation>Ghép ít nhất 2 lớp, hoặc chọn mô hình hay dữ liệu khác.</translation>
  </message>
  <message>
   <source>Too few classes for this method</source>
   <translation>Quá ít lớp cho phương pháp này</translation>
  </message>
  <message>
   <source>The method logit-std needs at least 3 classes that the teacher knows: two standardised logits are always the same. Choose another method.</source>
   <translation>Phương pháp logit-std cần ít nhất 3 lớp mà mô hình thầy biết: khi chỉ có hai logit, chuẩn hóa luôn cho cùng một kết quả. Hãy chọn phương pháp khác.</translation>
  </message>
  <message>
   <source>Use soft labels (KD)</source>
   <translation>Dùng nhãn mềm (KD)</translation>
  </message>
  <message>
   <source>Choose another method.</source>
   <translation>Chọn phương pháp khác.</translation>
  </message>
  <message>
   <source>{count:,} of {total:,} classes paired</source>
   <translation>Đã ghép {count:,} trên {total:,} lớp</translation>
  </message>
  <message>
   <source>{count:,} of {total:,} classes matched by name</source>
   <translation>Khớp tên {count:,} trên {total:,} lớp</translation>
  </message>
  <message>
   <source>The student learns the teacher's soft labels over these classes.</source>
   <translation>Mô hình trò học nhãn mềm của mô hình thầy trên các lớp này.</translation>
  </message>
  <message>
   <source>Are these the same classes?</source>
   <translation>Các lớp này có phải là một?</translation>
  </message>
  <message>
   <source>Their names are alike, but not equal: {pairs}. Accept them, or correct them in the table.</source>
   <translation>Tên của chúng gần giống nhưng không trùng nhau: {pairs}. Hãy chấp nhận, hoặc sửa trong bảng.</translation>
  </message>
  <message>
   <source>The teacher does not know every class</source>
   <translation>Mô hình thầy không biết hết các lớp</translation>
  </message>
  <message>
   <source>Learned from hard labels alone, because the teacher does not know them: {names}.</source>
   <translation>Chỉ học từ nhãn cứng, vì mô hình thầy không biết các lớp này: {names}.</translation>
  </message>
  <message>
   <source>The teacher knows more classes</source>
   <translation>Mô hình thầy biết nhiều lớp hơn</translation>
  </message>
  <message>
   <source>{count:,} of its {total:,} classes are not in the dataset: its soft labels are taken over the others.</source>
   <translation>{count:,} trên {total:,} lớp của nó không có trong tập dữ liệu: nhãn mềm được tính trên các lớp còn lại.</translation>
  </message>
  <message>
   <source>Use this pair</source>
   <translation>Dùng cặp này</translation>
  </message>
  <message>
   <source>Use these {count:,} pairs</source>
   <translation>Dùng {count:,} cặp này</translation>
  </message>
  <message>
   <source>The data cannot be kept in {folder} ({reason}): choose a folder that can be written to.</source>
   <translation>Không thể lưu dữ liệu trong {folder} ({reason}): hãy chọn một thư mục ghi được.</translation>
  </message>
  <message>
   <source>Other student…</source>
   <translation>Trò khác…</translation>
  </message>
  <message>
   <source>Both models classify images</source>
   <translation>Cả hai mô hình đều phân loại ảnh</translation>
  </message>
  <message>
   <source>Teacher, student and dataset have the same task.</source>
   <translation>Mô hình thầy, mô hình trò và tập dữ liệu có cùng nhiệm vụ.</translation>
  </message>
  <message>
   <source>No student is chosen</source>
   <translation>Chưa chọn mô hình trò</translation>
  </message>
  <message>
   <source>Choose the network that is to learn: a small one of the YOLO family, or your own.</source>
   <translation>Chọn mạng sẽ học: một mạng nhỏ thuộc họ YOLO, hoặc mạng tự chuẩn bị.</translation>
  </message>
  <message>
   <source>Choose a student.</source>
   <translation>Chọn mô hình trò.</translation>
  </message>
  <message>
   <source>The student is not smaller</source>
   <translation>Mô hình trò không nhỏ hơn</translation>
  </message>
  <message>
   <source>It has {student:.2f} million parameters, its teacher {teacher:.2f} million: distillation saves nothing here. Choose a smaller student.</source>
   <translation>Mô hình trò có {student:.2f} triệu tham số, mô hình thầy có {teacher:.2f} triệu: chưng cất không tiết kiệm được gì. Hãy chọn mô hình trò nhỏ hơn.</translation>
  </message>
  <message>
   <source>Reading the student…</source>
   <translation>Đang đọc mô hình trò…</translation>
  </message>
  <message>
   <source>What it costs will stand here in a moment.</source>
   <translation>Chi phí của mô hình sẽ sớm hiện ở đây.</translation>
  </message>
  <message>
   <source>The student cannot be used</source>
   <translation>Không dùng được mô hình trò</translation>
  </message>
  <message>
   <source>Choose another student.</source>
   <translation>Chọn mô hình trò khác.</translation>
  </message>
  <message>
   <source>The student has another task</source>
   <translation>Mô hình trò thuộc nhiệm vụ khác</translation>
  </message>
  <message>
   <source>{name} is a network for the task {task}, but the images are to be classified: choose a classifier.</source>
   <translation>{name} là mạng cho nhiệm vụ {task}, nhưng ở đây cần phân loại ảnh: hãy chọn một mô hình phân loại.</translation>
  </message>
  <message>
   <source>Its weights may be downloaded</source>
   <translation>Có thể phải tải trọng số</translation>
  </message>
  <message>
   <source>{name} is fetched when the run begins, if it is not on this computer yet. Start from scratch to do without the network.</source>
   <translation>{name} được tải khi lượt chạy bắt đầu, nếu chưa có trên máy này. Bắt đầu từ đầu thì không cần kết nối mạng.</translation>
  </message>
  <message>
   <source>Same input size, {size} × {size} px</source>
   <translation>Cùng cỡ ảnh đầu vào, {size} × {size} px</translation>
  </message>
  <message>
   <source>Teacher and student see the very same pixels.</source>
   <translation>Mô hình thầy và mô hình trò thấy đúng cùng những pixel.</translation>
  </message>
  <message>
   <source>Use {size} px for both</source>
   <translation>Dùng {size} px cho cả hai</translation>
  </message>
  <message>
   <source>Different input sizes</source>
   <translation>Cỡ ảnh đầu vào khác nhau</translation>
  </message>
  <message>
   <source>The student sees {student} × {student} px, the teacher {teacher} × {teacher} px: each image is resized for the teacher.</source>
   <translation>Mô hình trò thấy {student} × {student} px, mô hình thầy thấy {teacher} × {teacher} px: mỗi ảnh được đổi cỡ cho mô hình thầy.</translation>
  </message>
  <message>
   <source>A setting is out of its limits</source>
   <translation>Có thiết lập vượt giới hạn</translation>
  </message>
  <message>
   <source>Correct the setting of the recipe.</source>
   <translation>Sửa thiết lập của công thức.</translation>
  </message>
  <message>
   <source>No baseline</source>
   <translation>Thiếu đối chứng</translation>
  </message>
  <message>
   <source>Without the same student trained alone, nobody can know whether the teacher helped. It takes about as long as the student again.</source>
   <translation>Nếu không có cùng mô hình trò đó được huấn luyện một mình, không thể biết mô hình thầy có giúp ích không. Việc này mất thêm thời gian gần bằng huấn luyện mô hình trò.</translation>
  </message>
  <message>
   <source>Add a baseline</source>
   <translation>Thêm đối chứng</translation>
  </message>
  <message>
   <source>Estimating time and memory…</source>
   <translation>Đang ước tính thời gian, bộ nhớ…</translation>
  </message>
  <message>
   <source>A few batches are timed on this computer. You need not wait for it.</source>
   <translation>Đang đo thời gian vài lô trên máy này. Không cần chờ.</translation>
  </message>
  <message>
   <source>Choose the device automatically</source>
   <translation>Tự động chọn thiết bị</translation>
  </message>
  <message>
   <source>Time and memory are not known</source>
   <translation>Chưa biết thời gian và bộ nhớ</translation>
  </message>
  <message>
   <source>Use a batch of {batch}</source>
   <translation>Dùng lô {batch}</translation>
  </message>
  <message>
   <source>Too little memory</source>
   <translation>Quá ít bộ nhớ</translation>
  </message>
  <message>
   <source>Memory is scarce</source>
   <translation>Bộ nhớ eo hẹp</translation>
  </message>
  <message>
   <source>The run needs about {need:.1f} GB, and this computer has {total:.1f} GB: choose a smaller batch or image size, or close other programs.</source>
   <translation>Lượt chạy cần khoảng {need:.1f} GB, còn máy này có {total:.1f} GB: hãy chọn lô hoặc cỡ ảnh nhỏ hơn, hoặc đóng các chương trình khác.</translation>
  </message>
  <message>
   <source>Choose a smaller batch or image size.</source>
   <translation>Chọn lô hoặc cỡ ảnh nhỏ hơn.</translation>
  </message>
  <message>
   <source>Too little disk space</source>
   <translation>Quá ít dung lượng đĩa</translation>
  </message>
  <message>
   <source>Disk space is scarce</source>
   <translation>Dung lượng đĩa eo hẹp</translation>
  </message>
  <message>
   <source>The run needs about {need:.2f} GB, and {free:.2f} GB are free: remove old runs, or choose another place for the data in Settings.</source>
   <translation>Lượt chạy cần khoảng {need:.2f} GB, còn trống {free:.2f} GB: hãy xóa các lượt chạy cũ, hoặc chọn chỗ lưu dữ liệu khác trong Cài đặt.</translation>
  </message>
  <message>
   <source>Make room on the disk.</source>
   <translation>Giải phóng dung lượng đĩa.</translation>
  </message>
  <message>
   <source>Take a quick look first</source>
   <translation>Xem nhanh trước</translation>
  </message>
  <message>
   <source>This takes long</source>
   <translation>Mất nhiều thời gian</translation>
  </message>
  <message>
   <source>About {hours:.0f} hours on {device}. It runs in the background and can be paused; a quick look first shows whether the settings are right.</source>
   <translation>Khoảng {hours:.0f} giờ trên {device}. Lượt này chạy ngầm và có thể tạm dừng; xem nhanh trước sẽ cho biết các thiết lập có đúng không.</translation>
  </message>
  <message>
   <source>Quick look</source>
   <translation>Xem nhanh</translation>
  </message>
  <message>
   <source>6 epochs: enough to see whether the student follows its teacher.</source>
   <translation>6 epoch: đủ để biết mô hình trò có theo được mô hình thầy không.</translation>
  </message>
  <message>
   <source>Balanced</source>
   <translation>Cân bằng</translation>
  </message>
  <message>
   <source>30 epochs: most of what there is to gain, in a fair time.</source>
   <translation>30 epoch: phần lớn mức tăng có thể đạt, trong thời gian hợp lý.</translation>
  </message>
  <message>
   <source>Best accuracy</source>
   <translation>Chính xác nhất</translation>
  </message>
  <message>
   <source>120 epochs with strongly varied images: a long lesson from a patient teacher.</source>
   <translation>120 epoch với ảnh biến đổi mạnh: một bài học dài từ một mô hình thầy kiên nhẫn.</translation>
  </message>
  <message>
   <source>within budget: proven</source>
   <translation>đạt ngân sách: đã kiểm chứng</translation>
  </message>
  <message>
   <source>not proven with {images:,} images</source>
   <translation>chưa kiểm chứng được với {images:,} ảnh</translation>
  </message>
  <message>
   <source>not proven with {images:,} images, about {needed:,} would do</source>
   <translation>chưa kiểm chứng được với {images:,} ảnh, khoảng {needed:,} là đủ</translation>
  </message>
  <message>
   <source>over budget</source>
   <translation>vượt ngân sách</translation>
  </message>
  <message>
   <source>Teacher</source>
   <translation>Mô hình thầy</translation>
  </message>
  <message>
   <source>Student</source>
   <translation>Mô hình trò</translation>
  </message>
  <message>
   <source>INT8, first try</source>
   <translation>INT8, lần thử đầu</translation>
  </message>
  <message>
   <source>INT8, repaired</source>
   <translation>INT8, đã sửa</translation>
  </message>
  <message>
   <source>INT8</source>
   <translation>INT8</translation>
  </message>
  <message>
   <source>The run {run} does not wait any more: it has begun, or was removed.</source>
   <translation>Lượt chạy {run} không còn chờ nữa: nó đã bắt đầu hoặc đã bị xóa.</translation>
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} was removed: choose another teacher.</source>
   <translation>Đang chờ mô hình thầy, nhưng lượt chạy {run} đã bị xóa: hãy chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} cannot be read: choose another teacher.</source>
   <translation>Đang chờ mô hình thầy, nhưng không đọc được lượt chạy {run}: hãy chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>It waits until the run {run} has trained its teacher.</source>
   <translation>Đang chờ lượt chạy {run} huấn luyện xong mô hình thầy.</translation>
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} is paused: resume that one.</source>
   <translation>Đang chờ mô hình thầy, nhưng lượt chạy {run} đang tạm dừng: hãy chạy tiếp lượt đó.</translation>
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} failed: see what it needs.</source>
   <translation>Đang chờ mô hình thầy, nhưng lượt chạy {run} đã thất bại: hãy xem nó cần gì.</translation>
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} was interrupted: resume that one.</source>
   <translation>Đang chờ mô hình thầy, nhưng lượt chạy {run} đã bị gián đoạn: hãy chạy tiếp lượt đó.</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Tập dữ liệu</translation>
  </message>
  <message>
   <source>Folder with train, val and test folders of class folders; a folder of class folders is split for you; an NDJSON file or the name of an Ultralytics dataset works too.</source>
   <translation>Thư mục có các thư mục train, val và test chứa thư mục lớp; thư mục chỉ chứa các thư mục lớp được chia tự động; tệp NDJSON hoặc tên một tập dữ liệu Ultralytics cũng dùng được.</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Số epoch</translation>
  </message>
  <message>
   <source>How often training goes through all images.</source>
   <translation>Số lần huấn luyện đi qua toàn bộ ảnh.</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>Cỡ lô</translation>
  </message>
  <message>
   <source>Images in one step.</source>
   <translation>Số ảnh trong một bước.</translation>
  </message>
  <message>
   <source>images</source>
   <translation>ảnh</translation>
  </message>
  <message>
   <source>Image size</source>
   <translation>Cỡ ảnh</translation>
  </message>
  <message>
   <source>Side of the square that the student sees; a multiple of 32, as Ultralytics would round it anyway.</source>
   <translation>Cạnh của hình vuông mà mô hình trò thấy; là bội số của 32, vì đằng nào Ultralytics cũng làm tròn như vậy.</translation>
  </message>
  <message>
   <source>px</source>
   <translation>px</translation>
  </message>
  <message>
   <source>Optimizer</source>
   <translation>Bộ tối ưu</translation>
  </message>
  <message>
   <source>Named, never automatic: the same one must train the student and its baseline.</source>
   <translation>Luôn nêu rõ, không tự động: mô hình trò và mô hình đối chứng phải được huấn luyện bằng cùng một bộ tối ưu.</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Tốc độ học</translation>
  </message>
  <message>
   <source>At its highest; it falls to 1 % of this along a cosine.</source>
   <translation>Giá trị cao nhất; sau đó giảm xuống 1 % giá trị này theo đường cosin.</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>Suy giảm trọng số</translation>
  </message>
  <message>
   <source>Pulls weights towards zero.</source>
   <translation>Kéo trọng số về gần 0.</translation>
  </message>
  <message>
   <source>Warm-up</source>
   <translation>Khởi động</translation>
  </message>
  <message>
   <source>Time in which the learning rate rises from zero.</source>
   <translation>Khoảng thời gian tốc độ học tăng dần từ 0.</translation>
  </message>
  <message>
   <source>epochs</source>
   <translation>epoch</translation>
  </message>
  <message>
   <source>Augmentation</source>
   <translation>Tăng cường ảnh</translation>
  </message>
  <message>
   <source>none: only flips; light: small crops and flips; standard: what Ultralytics does by default.</source>
   <translation>none: chỉ lật; light: cắt nhẹ và lật; standard: như mặc định của Ultralytics.</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>Lật</translation>
  </message>
  <message>
   <source>Share of images mirrored left to right; 0 for letters and digits.</source>
   <translation>Tỷ lệ ảnh được lật trái sang phải; 0 cho chữ cái và chữ số.</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Hạt giống</translation>
  </message>
  <message>
   <source>Fixes weights, order and crops: one run is one seed.</source>
   <translation>Cố định trọng số, thứ tự và vùng cắt: mỗi lượt chạy là một hạt giống.</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Thiết bị</translation>
  </message>
  <message>
   <source>auto takes the GPU where there is one; else cpu, mps, or the number of one GPU.</source>
   <translation>auto dùng GPU nếu có; nếu không thì cpu, mps, hoặc số thứ tự của một GPU.</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>Luồng</translation>
  </message>
  <message>
   <source>Processor threads; 0 takes all cores.</source>
   <translation>Số luồng của bộ xử lý; 0 dùng mọi nhân.</translation>
  </message>
  <message>
   <source>Loader processes</source>
   <translation>Tiến trình nạp</translation>
  </message>
  <message>
   <source>Extra processes that load images; used with a GPU only.</source>
   <translation>Các tiến trình phụ để nạp ảnh; chỉ dùng khi có GPU.</translation>
  </message>
  <message>
   <source>Image cache</source>
   <translation>Bộ nhớ đệm ảnh</translation>
  </message>
  <message>
   <source>Keeps decoded images; auto uses memory when they take less than 1 GB.</source>
   <translation>Giữ các ảnh đã giải mã; auto dùng bộ nhớ khi chúng chiếm dưới 1 GB.</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Mô hình</translation>
  </message>
  <message>
   <source>An Ultralytics classification model: a .yaml starts from scratch, a .pt from its weights.</source>
   <translation>Một mô hình phân loại Ultralytics: .yaml bắt đầu từ đầu, .pt bắt đầu từ trọng số của nó.</translation>
  </message>
  <message>
   <source>An Ultralytics .pt, an .onnx, or torchvision:NAME or timm:NAME with a weights file; run:ID takes the network that a run trained.</source>
   <translation>Một tệp .pt của Ultralytics, một tệp .onnx, hoặc torchvision:NAME hay timm:NAME kèm tệp trọng số; run:ID lấy mạng mà một lượt chạy đã huấn luyện.</translation>
  </message>
  <message>
   <source>Unlabelled images</source>
   <translation>Ảnh chưa nhãn</translation>
  </message>
  <message>
   <source>Folder of images without labels: the teacher's soft labels teach them.</source>
   <translation>Thư mục ảnh không có nhãn: nhãn mềm của mô hình thầy dạy các ảnh này.</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>Phương pháp</translation>
  </message>
  <message>
   <source>How the soft labels become a loss, after one of five papers.</source>
   <translation>Nhãn mềm trở thành hàm mất mát theo cách nào, theo một trong năm bài báo.</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Nhiệt độ</translation>
  </message>
  <message>
   <source>Softens both networks' outputs; default as the method's paper.</source>
   <translation>Làm mềm đầu ra của cả hai mạng; mặc định theo bài báo của phương pháp.</translation>
  </message>
  <message>
   <source>Alpha</source>
   <translation>Alpha</translation>
  </message>
  <message>
   <source>kd, hard, logit-std: the hard loss weighs 1 - alpha, in kd and hard the soft one alpha; dkd: weight of the target part.</source>
   <translation>kd, hard, logit-std: mất mát cứng có trọng số 1 - alpha, trong kd và hard mất mát mềm có trọng số alpha; dkd: trọng số của phần lớp đích.</translation>
  </message>
  <message>
   <source>Beta</source>
   <translation>Beta</translation>
  </message>
  <message>
   <source>dkd: weight of the non-target part; dist: of the relation between classes.</source>
   <translation>dkd: trọng số của phần ngoài lớp đích; dist: của quan hệ giữa các lớp.</translation>
  </message>
  <message>
   <source>Gamma</source>
   <translation>Gamma</translation>
  </message>
  <message>
   <source>dist: weight of the relation between images.</source>
   <translation>dist: trọng số của quan hệ giữa các ảnh.</translation>
  </message>
  <message>
   <source>Soft weight</source>
   <translation>Trọng số mềm</translation>
  </message>
  <message>
   <source>logit-std: weight of the soft loss.</source>
   <translation>logit-std: trọng số của mất mát mềm.</translation>
  </message>
  <message>
   <source>Warm-up of the soft loss</source>
   <translation>Khởi động mất mát mềm</translation>
  </message>
  <message>
   <source>Share of all steps in which the soft loss rises from zero.</source>
   <translation>Tỷ lệ trên tổng số bước mà mất mát mềm tăng dần từ 0.</translation>
  </message>
  <message>
   <source>Baseline</source>
   <translation>Đối chứng</translation>
  </message>
  <message>
   <source>Also train the same student without the teacher, to know whether it helped.</source>
   <translation>Huấn luyện thêm cùng mô hình trò đó không có mô hình thầy, để biết mô hình thầy có giúp ích không.</translation>
  </message>
  <message>
   <source>Probe images</source>
   <translation>Ảnh dò</translation>
  </message>
  <message>
   <source>Fixed images whose soft labels are kept after every epoch.</source>
   <translation>Các ảnh cố định có nhãn mềm được lưu sau mỗi epoch.</translation>
  </message>
  <message>
   <source>Class map</source>
   <translation>Bảng ghép lớp</translation>
  </message>
  <message>
   <source>Dataset class to teacher class where the names differ; it wins over equal names.</source>
   <translation>Ghép lớp của tập dữ liệu với lớp của mô hình thầy khi tên khác nhau; được ưu tiên hơn tên trùng nhau.</translation>
  </message>
  <message>
   <source>Teacher's weights</source>
   <translation>Trọng số của thầy</translation>
  </message>
  <message>
   <source>File of weights for torchvision:NAME and timm:NAME.</source>
   <translation>Tệp trọng số cho torchvision:NAME và timm:NAME.</translation>
  </message>
  <message>
   <source>Teacher's classes</source>
   <translation>Các lớp của thầy</translation>
  </message>
  <message>
   <source>Text file with a class name a line, where the teacher's file names none; `dataset` says that they are the dataset's, in alphabetical order.</source>
   <translation>Tệp văn bản có mỗi dòng một tên lớp, khi tệp của mô hình thầy không nêu tên; `dataset` nghĩa là các lớp đó chính là của tập dữ liệu, theo thứ tự bảng chữ cái.</translation>
  </message>
  <message>
   <source>Teacher's image size</source>
   <translation>Cỡ ảnh của thầy</translation>
  </message>
  <message>
   <source>Side that the teacher sees; default is its own.</source>
   <translation>Cạnh ảnh mà mô hình thầy thấy; mặc định là cỡ riêng của nó.</translation>
  </message>
  <message>
   <source>Teacher's mean</source>
   <translation>Trung bình của thầy</translation>
  </message>
  <message>
   <source>Subtracted from its input in 0..1, a number for red, green and blue.</source>
   <translation>Được trừ khỏi đầu vào của nó trong khoảng 0..1, mỗi màu đỏ, lục và lam một số.</translation>
  </message>
  <message>
   <source>Teacher's deviation</source>
   <translation>Độ lệch của thầy</translation>
  </message>
  <message>
   <source>Divides its input after the mean, a number for red, green and blue.</source>
   <translation>Chia đầu vào của nó sau khi trừ trung bình, mỗi màu đỏ, lục và lam một số.</translation>
  </message>
  <message>
   <source>Teacher sees BGR</source>
   <translation>Thầy dùng BGR</translation>
  </message>
  <message>
   <source>Its channels are blue, green, red instead of red, green, blue.</source>
   <translation>Các kênh của nó theo thứ tự lam, lục, đỏ thay vì đỏ, lục, lam.</translation>
  </message>
  <message>
   <source>alpha is {value:g}, but with the method {method} it is a share: choose a number from 0 to 1.</source>
   <translation>alpha là {value:g}, nhưng với phương pháp {method} đây là một tỷ lệ: hãy chọn một số từ 0 đến 1.</translation>
  </message>
  <message>
   <source>With these weights the soft labels of the method {method} count nothing: choose more than 0, or train without a teacher (kdstudio train-teacher).</source>
   <translation>Với các trọng số này, nhãn mềm của phương pháp {method} không có tác dụng: hãy chọn giá trị lớn hơn 0, hoặc huấn luyện không có mô hình thầy (kdstudio train-teacher).</translation>
  </message>
  <message>
   <source>{name} is not a finite number: choose one.</source>
   <translation>{name} không phải là số hữu hạn: hãy chọn một số hữu hạn.</translation>
  </message>
  <message>
   <source>{name} is {value:g}: it must be more than {low:g}.</source>
   <translation>{name} là {value:g}: phải lớn hơn {low:g}.</translation>
  </message>
  <message>
   <source>{name} is {value:g}, outside its limits: choose a number from {low:g} to {high:g}.</source>
   <translation>{name} là {value:g}, vượt giới hạn: hãy chọn một số từ {low:g} đến {high:g}.</translation>
  </message>
  <message>
   <source>{name} is {value:g}, but must be a multiple of {step:g}: {below:g} and {next:g} are the nearest.</source>
   <translation>{name} là {value:g}, nhưng phải là bội số của {step:g}: gần nhất là {below:g} và {next:g}.</translation>
  </message>
  <message>
   <source>No run can be written to {folder} ({reason}): make room or allow it, or set KDSTUDIO_HOME to another folder.</source>
   <translation>Không thể ghi lượt chạy nào vào {folder} ({reason}): hãy giải phóng chỗ hoặc cấp quyền ghi, hoặc đặt KDSTUDIO_HOME sang thư mục khác.</translation>
  </message>
  <message>
   <source>There is no run yet: make one with `kdstudio demo`.</source>
   <translation>Chưa có lượt chạy nào: hãy tạo một lượt bằng `kdstudio demo`.</translation>
  </message>
  <message>
   <source>{folder} is no run: it holds no job.toml.</source>
   <translation>{folder} không phải là lượt chạy: không chứa job.toml.</translation>
  </message>
  <message>
   <source>What is said about the run {run} cannot be written to {folder} ({reason}): make room or allow it.</source>
   <translation>Không thể ghi thông tin về lượt chạy {run} vào {folder} ({reason}): hãy giải phóng chỗ hoặc cấp quyền ghi.</translation>
  </message>
  <message>
   <source>The run {run} is at work: pause it first, then delete it.</source>
   <translation>Lượt chạy {run} đang làm việc: hãy tạm dừng trước, rồi xóa.</translation>
  </message>
  <message>
   <source>An export of the run {run} is at work: stop it first, then delete the run.</source>
   <translation>Một bản xuất của lượt chạy {run} đang chạy: hãy dừng trước, rồi xóa lượt chạy.</translation>
  </message>
  <message>
   <source>The run {run} cannot be moved to the trash ({reason}): close what uses {folder}, or delete it there.</source>
   <translation>Không thể chuyển lượt chạy {run} vào thùng rác ({reason}): hãy đóng chương trình đang dùng {folder}, hoặc xóa trực tiếp tại đó.</translation>
  </message>
  <message>
   <source>The run {source} cannot be copied to {folder} ({reason}): make room or allow it.</source>
   <translation>Không thể sao chép lượt chạy {source} vào {folder} ({reason}): hãy giải phóng chỗ hoặc cấp quyền ghi.</translation>
  </message>
  <message>
   <source>{folder} is no run any more: it holds no job.toml.</source>
   <translation>{folder} không còn là lượt chạy: không chứa job.toml.</translation>
  </message>
  <message>
   <source>{folder} is no run: it holds no job.toml. Choose the folder of one run.</source>
   <translation>{folder} không phải là lượt chạy: không chứa job.toml. Hãy chọn thư mục của một lượt chạy.</translation>
  </message>
  <message>
   <source>{folder} holds no journal that can be read: there is nothing in it to show.</source>
   <translation>{folder} không chứa sổ ghi nào đọc được: không có gì để hiển thị.</translation>
  </message>
  <message>
   <source>{folder} lies among the runs already: there is nothing to import.</source>
   <translation>{folder} đã nằm trong số các lượt chạy: không có gì để nhập.</translation>
  </message>
  <message>
   <source>{folder} is being written by another process: import it when that has ended.</source>
   <translation>{folder} đang được một tiến trình khác ghi: hãy nhập khi tiến trình đó kết thúc.</translation>
  </message>
  <message>
   <source>{reference} may be any of {runs}: type more of it.</source>
   <translation>{reference} có thể là bất kỳ lượt nào trong {runs}: hãy gõ thêm.</translation>
  </message>
  <message>
   <source>There is no run {reference}, and no other yet.</source>
   <translation>Không có lượt chạy {reference}, và cũng chưa có lượt nào khác.</translation>
  </message>
  <message>
   <source>There is no run {reference}: there are {runs}.</source>
   <translation>Không có lượt chạy {reference}: chỉ có {runs}.</translation>
  </message>
  <message>
   <source>seeds is {value}: choose a number from 1 to {high}.</source>
   <translation>seeds là {value}: hãy chọn một số từ 1 đến {high}.</translation>
  </message>
  <message>
   <source>The settings cannot be kept in {file} ({reason}): make room or allow it.</source>
   <translation>Không thể lưu cài đặt vào {file} ({reason}): hãy giải phóng chỗ hoặc cấp quyền ghi.</translation>
  </message>
  <message>
   <source>Teacher and student both take this {label} for {mistake}.</source>
   <translation>Mô hình thầy và mô hình trò đều nhầm ảnh {label} này thành {mistake}.</translation>
  </message>
  <message>
   <source>The teacher sees {teacher} here, the student sees {student}.</source>
   <translation>Ở đây mô hình thầy thấy {teacher}, mô hình trò thấy {student}.</translation>
  </message>
  <message>
   <source>The teacher recognises this {label}; the student takes it for {mistake}.</source>
   <translation>Mô hình thầy nhận ra ảnh {label} này; mô hình trò nhầm thành {mistake}.</translation>
  </message>
  <message>
   <source>The student recognises this {label}; the teacher takes it for {mistake}.</source>
   <translation>Mô hình trò nhận ra ảnh {label} này; mô hình thầy nhầm thành {mistake}.</translation>
  </message>
  <message>
   <source>The teacher takes this {label} for {teacher}, the student takes it for {student}.</source>
   <translation>Mô hình thầy nhầm ảnh {label} này thành {teacher}, mô hình trò nhầm thành {student}.</translation>
  </message>
  <message>
   <source>Teacher and student are both sure that this is {top}.</source>
   <translation>Mô hình thầy và mô hình trò đều chắc chắn đây là {top}.</translation>
  </message>
  <message>
   <source>The teacher is sure that this is {top}; the student is less sure, with {share:.0f} %.</source>
   <translation>Mô hình thầy chắc chắn đây là {top}; mô hình trò kém chắc chắn hơn, với {share:.0f} %.</translation>
  </message>
  <message>
   <source>Teacher and student both lean to {top}; the teacher spreads the rest over many classes.</source>
   <translation>Mô hình thầy và mô hình trò đều nghiêng về {top}; mô hình thầy trải phần còn lại ra nhiều lớp.</translation>
  </message>
  <message>
   <source>The teacher sees some {other} in this {top}, and the student has learned to see it too.</source>
   <translation>Mô hình thầy thấy đôi nét của {other} trong ảnh {top} này, và mô hình trò đã học được cách thấy điều đó.</translation>
  </message>
  <message>
   <source>The teacher sees some {other} in this {top}; the student does not see it yet.</source>
   <translation>Mô hình thầy thấy đôi nét của {other} trong ảnh {top} này; mô hình trò chưa thấy điều đó.</translation>
  </message>
  <message>
   <source>The teacher sees {top} here and some {other}, and the student has learned to see both.</source>
   <translation>Ở đây mô hình thầy thấy {top} và đôi nét của {other}, và mô hình trò đã học được cách thấy cả hai.</translation>
  </message>
  <message>
   <source>The teacher sees {top} here and some {other}; the student does not see the {other} yet.</source>
   <translation>Ở đây mô hình thầy thấy {top} và đôi nét của {other}; mô hình trò chưa thấy {other}.</translation>
  </message>
  <message>
   <source>The system's library {library} is missing: {command}</source>
   <translation>Thiếu thư viện hệ thống {library}: {command}</translation>
  </message>
  <message>
   <source>No teacher is chosen</source>
   <translation>Chưa chọn mô hình thầy</translation>
  </message>
  <message>
   <source>Choose a trained classifier, a .pt or .onnx file, or train one on this dataset first.</source>
   <translation>Chọn một mô hình phân loại đã huấn luyện, tệp .pt hoặc .onnx, hoặc huấn luyện một mô hình trên tập dữ liệu này trước.</translation>
  </message>
  <message>
   <source>Choose a teacher.</source>
   <translation>Chọn mô hình thầy.</translation>
  </message>
  <message>
   <source>No model is chosen</source>
   <translation>Chưa chọn mô hình</translation>
  </message>
  <message>
   <source>Choose the network that is to become the teacher: one of the YOLO family, or your own.</source>
   <translation>Chọn mạng sẽ trở thành mô hình thầy: một mạng thuộc họ YOLO, hoặc mạng tự chuẩn bị.</translation>
  </message>
  <message>
   <source>The teacher could not be tried</source>
   <translation>Không thể chạy thử mô hình thầy</translation>
  </message>
  <message>
   <source>The teacher is trained first</source>
   <translation>Mô hình thầy được huấn luyện trước</translation>
  </message>
  <message>
   <source>This run waits until the run {run} has finished, and then takes its network.</source>
   <translation>Lượt chạy này chờ đến khi lượt chạy {run} xong, rồi lấy mạng của lượt đó.</translation>
  </message>
  <message>
   <source>The teacher's training is paused</source>
   <translation>Huấn luyện mô hình thầy đang tạm dừng</translation>
  </message>
  <message>
   <source>The run {run} has not finished: resume it, or choose another teacher.</source>
   <translation>Lượt chạy {run} chưa xong: hãy chạy tiếp, hoặc chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>The teacher's training has not finished</source>
   <translation>Huấn luyện mô hình thầy chưa xong</translation>
  </message>
  <message>
   <source>The run {run} failed or was interrupted: open it to see what it needs, or choose another teacher.</source>
   <translation>Lượt chạy {run} đã thất bại hoặc bị gián đoạn: hãy mở ra để xem nó cần gì, hoặc chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>The teacher's run is not there</source>
   <translation>Không thấy lượt chạy của thầy</translation>
  </message>
  <message>
   <source>There is no run {run} any more: choose another teacher.</source>
   <translation>Lượt chạy {run} không còn nữa: hãy chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>The teacher is not downloaded yet</source>
   <translation>Mô hình thầy chưa được tải về</translation>
  </message>
  <message>
   <source>{name} is fetched when the run begins, which needs the network; its size is estimated.</source>
   <translation>{name} được tải về khi lượt chạy bắt đầu, cần có kết nối mạng; kích thước chỉ là ước tính.</translation>
  </message>
  <message>
   <source>The teacher's classes have no names</source>
   <translation>Các lớp của mô hình thầy không có tên</translation>
  </message>
  <message>
   <source>{name} does not say what its classes are: name them, or choose another teacher.</source>
   <translation>{name} không cho biết các lớp của nó là gì: hãy đặt tên cho chúng, hoặc chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>Name the teacher's classes.</source>
   <translation>Đặt tên các lớp của thầy.</translation>
  </message>
  <message>
   <source>Reading the teacher…</source>
   <translation>Đang đọc mô hình thầy…</translation>
  </message>
  <message>
   <source>What is known of it will stand here in a moment.</source>
   <translation>Thông tin về mô hình sẽ sớm hiện ở đây.</translation>
  </message>
  <message>
   <source>The teacher has another task</source>
   <translation>Mô hình thầy thuộc nhiệm vụ khác</translation>
  </message>
  <message>
   <source>The teacher cannot be used</source>
   <translation>Không dùng được mô hình thầy</translation>
  </message>
  <message>
   <source>Its classes are the dataset's, in alphabetical order</source>
   <translation>Các lớp của nó là của tập dữ liệu, theo thứ tự bảng chữ cái</translation>
  </message>
  <message>
   <source>Trying the teacher on the dataset…</source>
   <translation>Đang chạy thử mô hình thầy trên tập dữ liệu…</translation>
  </message>
  <message>
   <source>How often it is right will stand here. You need not wait for it.</source>
   <translation>Tỷ lệ trả lời đúng sẽ hiện ở đây. Không cần chờ.</translation>
  </message>
  <message>
   <source>The teacher only guesses here</source>
   <translation>Mô hình thầy chỉ đoán mò ở đây</translation>
  </message>
  <message>
   <source>It is right on {correct:,} of {images:,} images ({top1:.1f} %, guessing gives {chance:.1f} %): its classes look mismatched, or it expects other pixels. Check the pairs, or choose another teacher.</source>
   <translation>Mô hình thầy đúng {correct:,} trên {images:,} ảnh ({top1:.1f} %, đoán mò được {chance:.1f} %): có vẻ các lớp bị ghép sai, hoặc nó cần dạng pixel khác. Hãy kiểm tra các cặp, hoặc chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>Check the pairs, or choose another teacher.</source>
   <translation>Kiểm tra các cặp, hoặc chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>The teacher is weak on these images</source>
   <translation>Mô hình thầy yếu trên các ảnh này</translation>
  </message>
  <message>
   <source>It is right on {correct:,} of {images:,} images ({top1:.1f} %): a student learns its mistakes too. Check the pairs, or train a teacher on this dataset first.</source>
   <translation>Mô hình thầy đúng {correct:,} trên {images:,} ảnh ({top1:.1f} %): mô hình trò học cả lỗi của nó. Hãy kiểm tra các cặp, hoặc huấn luyện một mô hình thầy trên tập dữ liệu này trước.</translation>
  </message>
  <message>
   <source>The teacher runs on this computer</source>
   <translation>Mô hình thầy chạy được trên máy này</translation>
  </message>
  <message>
   <source>It is right on {correct:,} of {images:,} images of this dataset ({top1:.1f} %).</source>
   <translation>Đúng {correct:,} trên {images:,} ảnh của tập dữ liệu này ({top1:.1f} %).</translation>
  </message>
  <message>
   <source>Choose another teacher.</source>
   <translation>Hãy chọn mô hình thầy khác.</translation>
  </message>
  <message>
   <source>The teacher helped: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation>Mô hình thầy có giúp ích: {student_top1:.1f} % khi có thầy, {baseline_top1:.1f} % khi không.</translation>
  </message>
  <message>
   <source>The teacher probably helped: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation>Mô hình thầy có lẽ giúp ích: {student_top1:.1f} % khi có thầy, {baseline_top1:.1f} % khi không.</translation>
  </message>
  <message>
   <source>The teacher made no clear difference: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation>Mô hình thầy không tạo khác biệt rõ rệt: {student_top1:.1f} % khi có thầy, {baseline_top1:.1f} % khi không.</translation>
  </message>
  <message>
   <source>The teacher probably did harm: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation>Mô hình thầy có lẽ gây hại: {student_top1:.1f} % khi có thầy, {baseline_top1:.1f} % khi không.</translation>
  </message>
  <message>
   <source>The teacher did harm: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation>Mô hình thầy gây hại: {student_top1:.1f} % khi có thầy, {baseline_top1:.1f} % khi không.</translation>
  </message>
  <message>
   <source>Whether the teacher helped cannot be known without a baseline: {student_top1:.1f} % with it.</source>
   <translation>Không có mô hình đối chứng thì không thể biết mô hình thầy có giúp ích hay không: {student_top1:.1f} % khi có thầy.</translation>
  </message>
  <message>
   <source>To find out, train a baseline: the same student, without the teacher.</source>
   <translation>Để biết, hãy huấn luyện mô hình đối chứng: cùng mô hình trò, nhưng không có thầy.</translation>
  </message>
  <message>
   <source>None gained, none lost: with the teacher and without, the same images are right.</source>
   <translation>Không thêm, không mất ảnh nào: có thầy hay không, các ảnh được đoán đúng vẫn như nhau.</translation>
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost: it comes out even.</source>
   <translation>Thêm {gained:,} ảnh đúng, mất {lost:,}: coi như hòa.</translation>
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this well less than 1 time in a million.</source>
   <translation>Thêm {gained:,} ảnh đúng, mất {lost:,}; nếu chỉ nhờ ngẫu nhiên, kết quả tốt đến vậy xảy ra chưa tới 1 lần trong một triệu.</translation>
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this badly less than 1 time in a million.</source>
   <translation>Thêm {gained:,} ảnh đúng, mất {lost:,}; nếu chỉ do ngẫu nhiên, kết quả xấu đến vậy xảy ra chưa tới 1 lần trong một triệu.</translation>
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do as much more often than not.</source>
   <translation>Thêm {gained:,} ảnh đúng, mất {lost:,}; riêng ngẫu nhiên cũng cho mức chênh như vậy trong hơn nửa số lần.</translation>
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this well 1 time in {odds:,.0f}.</source>
   <translation>Thêm {gained:,} ảnh đúng, mất {lost:,}; nếu chỉ nhờ ngẫu nhiên, kết quả tốt đến vậy xảy ra 1 lần trong {odds:,.0f}.</translation>
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this badly 1 time in {odds:,.0f}.</source>
   <translation>Thêm {gained:,} ảnh đúng, mất {lost:,}; nếu chỉ do ngẫu nhiên, kết quả xấu đến vậy xảy ra 1 lần trong {odds:,.0f}.</translation>
  </message>
  <message>
   <source>{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; chance alone would do as much less than 1 time in a million.</source>
   <translation>{gain:+.1f} điểm, trung bình của {seeds} hạt giống, từ {low:+.1f} đến {high:+.1f}; nếu chỉ do ngẫu nhiên, mức chênh như vậy xảy ra chưa tới 1 lần trong một triệu.</translation>
  </message>
  <message>
   <source>{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; chance alone would do as much more often than not.</source>
   <translation>{gain:+.1f} điểm, trung bình của {seeds} hạt giống, từ {low:+.1f} đến {high:+.1f}; riêng ngẫu nhiên cũng cho mức chênh như vậy trong hơn nửa số lần.</translation>
  </message>
  <message>
   <source>{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; chance alone would do as much 1 time in {odds:,.0f}.</source>
   <translation>{gain:+.1f} điểm, trung bình của {seeds} hạt giống, từ {low:+.1f} đến {high:+.1f}; nếu chỉ do ngẫu nhiên, mức chênh như vậy xảy ra 1 lần trong {odds:,.0f}.</translation>
  </message>
  <message>
   <source>{path} is a network for the task {task}, but the dataset is one to classify: choose a classifier (for example yolo11s-cls).</source>
   <translation>{path} là mạng cho nhiệm vụ {task}, còn tập dữ liệu dùng để phân loại: hãy chọn một mạng phân loại (ví dụ yolo11s-cls).</translation>
  </message>
  <message>
   <source>{path} cannot be loaded as an Ultralytics checkpoint: it is damaged, or holds something else. Train or download it again.</source>
   <translation>Không thể nạp {path} như một điểm lưu của Ultralytics: tệp bị hỏng hoặc chứa nội dung khác. Hãy huấn luyện hoặc tải lại.</translation>
  </message>
  <message>
   <source>The network {path} is not there: check its name.</source>
   <translation>Không tìm thấy mạng {path}: hãy kiểm tra lại tên.</translation>
  </message>
  <message>
   <source>{name} is not on this disk and could not be downloaded: check the network, or choose {fallback} to start from scratch.</source>
   <translation>{name} chưa có trên đĩa này và không tải về được: hãy kiểm tra kết nối mạng, hoặc chọn {fallback} để huấn luyện từ đầu.</translation>
  </message>
  <message>
   <source>There were no validation images: {count} of {total}, a fifth of each class, were set apart for validation. Your own folder is as it was.</source>
   <translation>Không có ảnh kiểm định: {count} trên {total} ảnh, một phần năm của mỗi lớp, đã được tách ra để kiểm định. Thư mục gốc vẫn giữ nguyên.</translation>
  </message>
  <message>
   <source>There is no validation split: the test images choose the best epoch and judge it as well, which flatters every network. Make a val folder beside train and test.</source>
   <translation>Không có tập kiểm định: ảnh kiểm tra vừa chọn epoch tốt nhất vừa đánh giá epoch đó, nên mạng nào cũng được đánh giá cao hơn thực tế. Hãy tạo thư mục val bên cạnh train và test.</translation>
  </message>
  <message>
   <source>{count} images cannot be read, or are smaller than 10 pixels, and are left out.</source>
   <translation>{count} ảnh không đọc được hoặc nhỏ hơn 10 pixel nên bị bỏ qua.</translation>
  </message>
  <message>
   <source>{count} classes have no training image and cannot be learned: {names}. Add images, or remove their folders.</source>
   <translation>{count} lớp không có ảnh huấn luyện nào nên không thể học: {names}. Hãy thêm ảnh hoặc xóa thư mục của các lớp đó.</translation>
  </message>
  <message>
   <source>{count} classes have fewer than {limit} training images each: {names}.</source>
   <translation>{count} lớp có ít hơn {limit} ảnh huấn luyện mỗi lớp: {names}.</translation>
  </message>
  <message>
   <source>The classes are uneven: {most} has {most_images} training images, {least} has {least_images}. A network may neglect the rare ones.</source>
   <translation>Các lớp không đều: {most} có {most_images} ảnh huấn luyện, {least} có {least_images}. Mạng có thể bỏ qua những lớp hiếm.</translation>
  </message>
  <message>
   <source>{count} class folders in {split} are left out, because train has none of that name: {names}.</source>
   <translation>{count} thư mục lớp trong {split} bị bỏ qua vì train không có thư mục cùng tên: {names}.</translation>
  </message>
  <message>
   <source>{count} training images are also among the validation or test images, file for file: every network will look better there than it is. Remove them from train.</source>
   <translation>{count} ảnh huấn luyện cũng nằm trong số ảnh kiểm định hoặc kiểm tra, trùng khớp từng tệp: trên các ảnh đó, mạng nào cũng có vẻ tốt hơn thực tế. Hãy xóa chúng khỏi train.</translation>
  </message>
  <message>
   <source>{folder} has images of one class only: a classifier needs at least two class folders in train.</source>
   <translation>{folder} chỉ có ảnh của một lớp: mạng phân loại cần ít nhất hai thư mục lớp trong train.</translation>
  </message>
  <message>
   <source>The folder of unlabelled images {folder} is not there: check its name.</source>
   <translation>Không tìm thấy thư mục ảnh chưa nhãn {folder}: hãy kiểm tra lại tên.</translation>
  </message>
  <message>
   <source>The folder of unlabelled images {folder} holds no readable image.</source>
   <translation>Thư mục ảnh chưa nhãn {folder} không có ảnh nào đọc được.</translation>
  </message>
  <message>
   <source>{path} is a file, but a classification dataset is a folder of class folders (or an .ndjson file).</source>
   <translation>{path} là một tệp, còn tập dữ liệu phân loại phải là thư mục gồm các thư mục lớp (hoặc tệp .ndjson).</translation>
  </message>
  <message>
   <source>The dataset {path} is not there: check its name.</source>
   <translation>Không tìm thấy tập dữ liệu {path}: hãy kiểm tra lại tên.</translation>
  </message>
  <message>
   <source>There is no sample {name}: the samples are {known}.</source>
   <translation>Không có bộ mẫu {name}: các bộ mẫu gồm {known}.</translation>
  </message>
  <message>
   <source>{path} cannot be turned into a dataset ({reason}): check the file and the network.</source>
   <translation>Không thể chuyển {path} thành tập dữ liệu ({reason}): hãy kiểm tra tệp và kết nối mạng.</translation>
  </message>
  <message>
   <source>There is no dataset folder {name} here, and no dataset of that name could be downloaded ({reason}): check its name, or the network.</source>
   <translation>Ở đây không có thư mục tập dữ liệu {name}, và cũng không tải về được tập dữ liệu nào có tên đó ({reason}): hãy kiểm tra tên hoặc kết nối mạng.</translation>
  </message>
  <message>
   <source>{folder} has folders named {names}, which Ultralytics does not know as splits: call them train, val and test, in small letters, with at least train and val or test.</source>
   <translation>{folder} có các thư mục tên {names}, Ultralytics không nhận ra đó là các tập con: hãy đặt tên là train, val và test, viết thường, với ít nhất train cùng val hoặc test.</translation>
  </message>
  <message>
   <source>{folder} holds no images in class folders: put train and val folders of class folders there.</source>
   <translation>{folder} không có ảnh nào trong các thư mục lớp: hãy đặt vào đó thư mục train và val, mỗi thư mục gồm các thư mục lớp.</translation>
  </message>
  <message>
   <source>{folder} holds no images in class folders: put some there, named as in train.</source>
   <translation>{folder} không có ảnh nào trong các thư mục lớp: hãy thêm các thư mục lớp có ảnh, đặt tên như trong train.</translation>
  </message>
  <message>
   <source>{folder} holds no readable image of the classes in train: each split needs folders named like those.</source>
   <translation>{folder} không có ảnh nào đọc được thuộc các lớp trong train: mỗi tập con cần các thư mục cùng tên với các lớp đó.</translation>
  </message>
  <message>
   <source>The method logit-std needs at least 3 classes: two standardised logits are always the same.</source>
   <translation>Phương pháp logit-std cần ít nhất 3 lớp: hai logit đã chuẩn hóa luôn như nhau.</translation>
  </message>
  <message>
   <source>{count} of the unlabelled images belong to the validation or test split and are left out: a student must not learn from the images that it is judged by.</source>
   <translation>{count} ảnh chưa nhãn thuộc tập kiểm định hoặc tập kiểm tra nên bị bỏ qua: mô hình trò không được học từ những ảnh dùng để đánh giá chính nó.</translation>
  </message>
  <message>
   <source>The teacher does not know {classes}: the student learns these from hard labels alone.</source>
   <translation>Mô hình thầy không biết {classes}: mô hình trò học các lớp này chỉ từ nhãn cứng.</translation>
  </message>
  <message>
   <source>Are these the same classes? Then pair them in the class map: {pairs}.</source>
   <translation>Đây có phải cùng các lớp không? Nếu phải, hãy ghép cặp chúng trong bảng ghép lớp: {pairs}.</translation>
  </message>
  <message>
   <source>All checksums are right, and the samples come out as expected.</source>
   <translation>Mọi checksum đều đúng, và các ảnh mẫu cho kết quả như mong đợi.</translation>
  </message>
  <message>
   <source>All checksums are right. The samples were not run: the folder's code is not this version's.</source>
   <translation>Mọi checksum đều đúng. Chưa chạy các ảnh mẫu: mã trong thư mục không thuộc phiên bản này.</translation>
  </message>
  <message>
   <source>Without a dataset (--data) the accuracy is not measured again.</source>
   <translation>Không có tập dữ liệu (--data) thì không đo lại độ chính xác.</translation>
  </message>
  <message>
   <source>The proof in {folder} cannot be read: hand the models over again.</source>
   <translation>Không đọc được bản kiểm chứng trong {folder}: hãy bàn giao lại các mô hình.</translation>
  </message>
  <message>
   <source>The models in {folder} are for {target}, which this version does not know: use a newer KD Studio.</source>
   <translation>Các mô hình trong {folder} dành cho {target}, đích mà phiên bản này chưa biết: hãy dùng KD Studio mới hơn.</translation>
  </message>
  <message>
   <source>{key} was stated to be right on {stated} of {images} images, and is on {found} of {now}.</source>
   <translation>{key} được ghi là đúng trên {stated} của {images} ảnh, nhưng nay đúng {found} trên {now}.</translation>
  </message>
  <message>
   <source>Every file is right on exactly as many images as was stated.</source>
   <translation>Số ảnh đúng của mọi tệp khớp hoàn toàn với số đã ghi.</translation>
  </message>
  <message>
   <source>Only {count} images calibrate INT8: the ranges of its layers may be wrong. 200 or more are better.</source>
   <translation>Chỉ có {count} ảnh hiệu chuẩn INT8: dải giá trị của các tầng có thể sai. Nên có từ 200 ảnh trở lên.</translation>
  </message>
  <message>
   <source>Exported, not run here: {runtime} runs on other systems only.</source>
   <translation>Đã xuất, không chạy ở đây: {runtime} chỉ chạy trên hệ thống khác.</translation>
  </message>
  <message>
   <source>The hand-over folder {folder} cannot be written ({reason}): make room or allow it, or choose another place.</source>
   <translation>Không thể ghi thư mục bàn giao {folder} ({reason}): hãy giải phóng chỗ hoặc cấp quyền ghi, hoặc chọn nơi khác.</translation>
  </message>
  <message>
   <source>{folder} is no hand-over folder, or its {file} is damaged: choose another, or hand over again.</source>
   <translation>{folder} không phải là thư mục bàn giao, hoặc {file} của nó bị hỏng: hãy chọn thư mục khác, hoặc bàn giao lại.</translation>
  </message>
  <message>
   <source>{file} is missing in {folder}: copy the folder again.</source>
   <translation>Thiếu {file} trong {folder}: hãy sao chép lại thư mục.</translation>
  </message>
  <message>
   <source>{file} in {folder} is empty: copy the folder again.</source>
   <translation>{file} trong {folder} trống: hãy sao chép lại thư mục.</translation>
  </message>
  <message>
   <source>{file} in {folder} is truncated, only its beginning is there: copy the folder again.</source>
   <translation>{file} trong {folder} bị cắt cụt, chỉ còn phần đầu: hãy sao chép lại thư mục.</translation>
  </message>
  <message>
   <source>{file} in {folder} was changed after it was written, its checksum is another one: copy it again.</source>
   <translation>{file} trong {folder} đã bị thay đổi sau khi ghi, checksum không còn khớp: hãy sao chép lại.</translation>
  </message>
  <message>
   <source>{place} is there already and is no earlier hand-over: choose another place.</source>
   <translation>{place} đã tồn tại và không phải bản bàn giao trước đó: hãy chọn nơi khác.</translation>
  </message>
  <message>
   <source>The model {file} is not there any more: export again.</source>
   <translation>Mô hình {file} không còn nữa: hãy xuất lại.</translation>
  </message>
  <message>
   <source>None of the images of the proof is there any more: put the dataset back, or export again.</source>
   <translation>Không còn ảnh nào của bản kiểm chứng: hãy đặt lại tập dữ liệu, hoặc xuất lại.</translation>
  </message>
  <message>
   <source>The hand-over folder does not pass its own check ({reason}).</source>
   <translation>Thư mục bàn giao không qua được bước tự kiểm tra ({reason}).</translation>
  </message>
  <message>
   <source>{count} of the images that are to prove the models also calibrated them, which proves nothing: keep training images and the others apart.</source>
   <translation>{count} ảnh dùng để kiểm chứng mô hình cũng đã dùng để hiệu chuẩn, nên không chứng tỏ được gì: hãy tách ảnh huấn luyện khỏi các ảnh khác.</translation>
  </message>
  <message>
   <source>The model {key} answers with what is no number: it cannot be used.</source>
   <translation>Mô hình {key} trả về giá trị không phải là số: không thể dùng nó.</translation>
  </message>
  <message>
   <source>Asked twice about the same images, it did not say the very same.</source>
   <translation>Chạy hai lần trên cùng các ảnh, mô hình không trả lời giống hệt.</translation>
  </message>
  <message>
   <source>Timed with {calls} calls only: more would have taken over {seconds:.0f} seconds.</source>
   <translation>Chỉ đo với {calls} lần gọi: nhiều hơn sẽ mất quá {seconds:.0f} giây.</translation>
  </message>
  <message>
   <source>INT8 needs images to calibrate: choose a dataset with images to train on.</source>
   <translation>INT8 cần ảnh để hiệu chuẩn: hãy chọn tập dữ liệu có ảnh huấn luyện.</translation>
  </message>
  <message>
   <source>It cannot be run here: {reason}.</source>
   <translation>Không thể chạy ở đây: {reason}.</translation>
  </message>
  <message>
   <source>The checkpoint {path} is not there: check its name.</source>
   <translation>Không tìm thấy điểm lưu {path}: hãy kiểm tra lại tên.</translation>
  </message>
  <message>
   <source>It failed on this image: {reason}.</source>
   <translation>Thất bại trên ảnh này: {reason}.</translation>
  </message>
  <message>
   <source>The image {path} is not there any more: choose another.</source>
   <translation>Ảnh {path} không còn nữa: hãy chọn ảnh khác.</translation>
  </message>
  <message>
   <source>{path} cannot be read as an image: choose another.</source>
   <translation>Không thể đọc {path} dưới dạng ảnh: hãy chọn ảnh khác.</translation>
  </message>
  <message>
   <source>There is no model to be asked: choose a run or an export.</source>
   <translation>Không có mô hình nào để chạy: hãy chọn một lượt chạy hoặc bản xuất.</translation>
  </message>
  <message>
   <source>The export {name} has no files yet: build it first.</source>
   <translation>Bản xuất {name} chưa có tệp nào: hãy dựng trước.</translation>
  </message>
  <message>
   <source>{file} is not there any more: build the export again.</source>
   <translation>{file} không còn nữa: hãy dựng lại bản xuất.</translation>
  </message>
  <message>
   <source>The runtime refused the model {file}: its process died of it (exit code {code}).</source>
   <translation>Runtime từ chối mô hình {file}: tiến trình của nó chết vì mô hình này (mã thoát {code}).</translation>
  </message>
  <message>
   <source>The runtime refused the model {file}: {reason}.</source>
   <translation>Runtime từ chối mô hình {file}: {reason}.</translation>
  </message>
  <message>
   <source>The runtime refused the model {file}: it did not answer within {seconds:.0f} seconds.</source>
   <translation>Runtime từ chối mô hình {file}: không trả lời trong {seconds:.0f} giây.</translation>
  </message>
  <message>
   <source>The export {name} is not proven yet: build and prove it first.</source>
   <translation>Bản xuất {name} chưa được kiểm chứng: hãy dựng và kiểm chứng trước.</translation>
  </message>
  <message>
   <source>The files of the export {name} are not there any more ({files}): build it again.</source>
   <translation>Các tệp của bản xuất {name} không còn nữa ({files}): hãy dựng lại.</translation>
  </message>
  <message>
   <source>{file} of the export {name} was changed after it was proven: build it again.</source>
   <translation>{file} của bản xuất {name} đã bị thay đổi sau khi kiểm chứng: hãy dựng lại.</translation>
  </message>
  <message>
   <source>The images of the proof are not there any more, and a hand-over needs some to check itself with: put the dataset back, or build the export again.</source>
   <translation>Các ảnh của bản kiểm chứng không còn nữa, mà thư mục bàn giao cần vài ảnh để tự kiểm tra: hãy đưa tập dữ liệu trở lại, hoặc dựng lại bản xuất.</translation>
  </message>
  <message>
   <source>There is no run {run} any more: choose another.</source>
   <translation>Lượt chạy {run} không còn nữa: hãy chọn lượt khác.</translation>
  </message>
  <message>
   <source>The run {run} has not finished training this network yet: wait until it has, or resume it.</source>
   <translation>Lượt chạy {run} chưa huấn luyện xong mạng này: hãy đợi đến khi xong, hoặc tiếp tục lượt chạy.</translation>
  </message>
  <message>
   <source>The checkpoint {path} is not there any more: choose another.</source>
   <translation>Điểm lưu {path} không còn nữa: hãy chọn điểm lưu khác.</translation>
  </message>
  <message>
   <source>{path} is no Ultralytics checkpoint: choose the .pt file of a network.</source>
   <translation>{path} không phải là điểm lưu Ultralytics: hãy chọn tệp .pt của một mạng.</translation>
  </message>
  <message>
   <source>{path} is a network for the task {task}: so far classifiers can be exported.</source>
   <translation>{path} là mạng cho nhiệm vụ {task}: hiện mới xuất được mạng phân loại.</translation>
  </message>
  <message>
   <source>Nothing can be proven without images: choose a dataset, or a folder of images without labels (--data).</source>
   <translation>Không có ảnh thì không kiểm chứng được gì: hãy chọn tập dữ liệu, hoặc thư mục ảnh không có nhãn (--data).</translation>
  </message>
  <message>
   <source>The images in {folder} are in no class folders: that the models agree with the student can be proven, not that they are right.</source>
   <translation>Ảnh trong {folder} không nằm trong thư mục lớp: có thể kiểm chứng mô hình đồng thuận với mô hình trò, chứ không phải mô hình đúng.</translation>
  </message>
  <message>
   <source>The dataset's classes ({ours}) are not the checkpoint's ({theirs}): choose the dataset that it was trained on.</source>
   <translation>Các lớp của tập dữ liệu ({ours}) khác các lớp của điểm lưu ({theirs}): hãy chọn tập dữ liệu đã dùng để huấn luyện nó.</translation>
  </message>
  <message>
   <source>The checkpoint does not know {classes}: their images are left out.</source>
   <translation>Điểm lưu không biết {classes}: ảnh của các lớp này bị bỏ qua.</translation>
  </message>
  <message>
   <source>The converter for {runtime} refused the network: {reason}.</source>
   <translation>Bộ chuyển đổi cho {runtime} từ chối mạng này: {reason}.</translation>
  </message>
  <message>
   <source>{runtime} models are written here, not run: they cannot be proven or handed over with a check of their own.</source>
   <translation>Ở đây mô hình {runtime} chỉ được ghi ra chứ không chạy: không thể kiểm chứng hay bàn giao kèm phép kiểm tra riêng.</translation>
  </message>
  <message>
   <source>The teacher {name} is not on this disk yet: it is downloaded when a run starts, and can be tried after that.</source>
   <translation>Mô hình thầy {name} chưa có trên đĩa này: tệp được tải về khi một lượt chạy bắt đầu, sau đó mới thử được.</translation>
  </message>
  <message>
   <source>The network {name} cannot be built ({kind}: {reason}): correct its description.</source>
   <translation>Không thể dựng mạng {name} ({kind}: {reason}): hãy sửa lại mô tả của mạng.</translation>
  </message>
  <message>
   <source>The dataset {name} is not on this disk: choose a folder of class folders. A dataset of Ultralytics is downloaded by the command line when a run starts.</source>
   <translation>Tập dữ liệu {name} không có trên đĩa này: hãy chọn một thư mục gồm các thư mục lớp. Tập dữ liệu của Ultralytics được tải về qua dòng lệnh khi lượt chạy bắt đầu.</translation>
  </message>
  <message>
   <source>The teacher finds the right class in {hits} of {images} labelled images ({recall:.1f} % a class, guessing finds {chance:.1f} %): its classes look mismatched, or it expects other pixels. Check the class map and the teacher's classes, mean, deviation and image size.</source>
   <translation>Mô hình thầy tìm đúng lớp cho {hits} trên {images} ảnh có nhãn (trung bình {recall:.1f} % mỗi lớp, đoán mò đạt {chance:.1f} %): có vẻ các lớp bị ghép sai, hoặc mô hình thầy cần giá trị pixel ở dạng khác. Hãy kiểm tra bảng ghép lớp cùng các lớp, giá trị trung bình, độ lệch và cỡ ảnh của thầy.</translation>
  </message>
  <message>
   <source>The baseline was trained for another number of epochs than the student: the two are not compared.</source>
   <translation>Mô hình đối chứng được huấn luyện với số epoch khác với mô hình trò: không so sánh hai mô hình này.</translation>
  </message>
  <message>
   <source>{name} is no student: give an Ultralytics .yaml (from scratch) or .pt (from its weights).</source>
   <translation>{name} không phải là mô hình trò: hãy chọn tệp .yaml (huấn luyện từ đầu) hoặc .pt (từ trọng số có sẵn) của Ultralytics.</translation>
  </message>
  <message>
   <source>There is no architecture {name}: check its spelling, for example yolo11n-cls.yaml.</source>
   <translation>Không có kiến trúc {name}: hãy kiểm tra chính tả, ví dụ yolo11n-cls.yaml.</translation>
  </message>
  <message>
   <source>{name} is a network for the task {task}, but the dataset is one to classify: choose a classifier (for example yolo11n-cls.yaml).</source>
   <translation>{name} là mạng cho nhiệm vụ {task}, còn tập dữ liệu dùng để phân loại: hãy chọn một mạng phân loại (ví dụ yolo11n-cls.yaml).</translation>
  </message>
  <message>
   <source>The teacher knows the class of no training image: it teaches nothing. Check the class map.</source>
   <translation>Mô hình thầy không biết lớp của bất kỳ ảnh huấn luyện nào nên không dạy được gì. Hãy kiểm tra bảng ghép lớp.</translation>
  </message>
  <message>
   <source>The soft loss of the first batch is not a finite number: the teacher's outputs are broken, or the temperature is extreme.</source>
   <translation>Mất mát mềm của lô đầu tiên không phải là số hữu hạn: đầu ra của mô hình thầy bị hỏng, hoặc nhiệt độ quá lớn hay quá nhỏ.</translation>
  </message>
  <message>
   <source>The soft loss of the first batch is {soft:.3g} and its gradient {reach:.3g}: the teacher teaches this student nothing. Is the weight of the soft loss 0, or is the student its own teacher?</source>
   <translation>Mất mát mềm của lô đầu tiên là {soft:.3g} và gradient của nó là {reach:.3g}: mô hình thầy không dạy được gì cho mô hình trò này. Trọng số của mất mát mềm có bằng 0 không, hay mô hình trò cũng chính là thầy của nó?</translation>
  </message>
  <message>
   <source>{path} is no teacher that KD Studio knows: it must be an Ultralytics .pt or an .onnx file, or torchvision:NAME or timm:NAME with a file of weights.</source>
   <translation>{path} không phải là mô hình thầy mà KD Studio nhận biết: phải là tệp .pt của Ultralytics hoặc tệp .onnx, hoặc torchvision:NAME hay timm:NAME kèm tệp trọng số.</translation>
  </message>
  <message>
   <source>The teacher {path} is not there: check its name.</source>
   <translation>Không tìm thấy mô hình thầy {path}: hãy kiểm tra lại tên.</translation>
  </message>
  <message>
   <source>The run {run} has no trained network yet: wait until it has finished, or check its name.</source>
   <translation>Lượt chạy {run} chưa có mạng đã huấn luyện: hãy đợi đến khi hoàn tất, hoặc kiểm tra lại tên.</translation>
  </message>
  <message>
   <source>{path} is not an ONNX model that ONNX Runtime can load: export it again.</source>
   <translation>{path} không phải là mô hình ONNX mà ONNX Runtime nạp được: hãy xuất lại.</translation>
  </message>
  <message>
   <source>{path} is no classifier of images: its input is {shape} and its output {outputs}, but (batch, 3, height, width) and (batch, classes) are needed.</source>
   <translation>{path} không phải là mạng phân loại ảnh: đầu vào là {shape} và đầu ra là {outputs}, trong khi cần (batch, 3, height, width) và (batch, classes).</translation>
  </message>
  <message>
   <source>The teacher {name} cannot be run on images: export it again as a classifier.</source>
   <translation>Không thể chạy mô hình thầy {name} trên ảnh: hãy xuất lại dưới dạng mạng phân loại.</translation>
  </message>
  <message>
   <source>The teacher {name} gives {count} numbers an image, but {named} class names were given: check the file of the teacher's classes.</source>
   <translation>Mô hình thầy {name} cho {count} số mỗi ảnh, nhưng có {named} tên lớp: hãy kiểm tra tệp tên lớp của thầy.</translation>
  </message>
  <message>
   <source>The teacher {name} does not say what its classes are: give the teacher's classes, a file with a name a line, or `dataset` where they are the dataset's in alphabetical order.</source>
   <translation>Mô hình thầy {name} không cho biết các lớp của nó: hãy cung cấp các lớp của thầy, bằng một tệp mỗi dòng một tên, hoặc `dataset` nếu đó là các lớp của tập dữ liệu theo thứ tự bảng chữ cái.</translation>
  </message>
  <message>
   <source>The class names {path} cannot be read: check the file of the teacher's classes.</source>
   <translation>Không đọc được tên lớp trong {path}: hãy kiểm tra tệp tên lớp của thầy.</translation>
  </message>
  <message>
   <source>The teacher {name} needs a file of weights: give the teacher's weights.</source>
   <translation>Mô hình thầy {name} cần một tệp trọng số: hãy cung cấp trọng số của thầy.</translation>
  </message>
  <message>
   <source>{path} does not fit {name} with {count} classes: check the architecture and the teacher's classes.</source>
   <translation>{path} không khớp với {name} có {count} lớp: hãy kiểm tra kiến trúc và các lớp của thầy.</translation>
  </message>
  <message>
   <source>The weights {path} are not there: check the name of the file.</source>
   <translation>Không tìm thấy trọng số {path}: hãy kiểm tra tên tệp.</translation>
  </message>
  <message>
   <source>{path} is not a file of weights (a saved state dict): save it again.</source>
   <translation>{path} không phải là tệp trọng số (state dict đã lưu): hãy lưu lại.</translation>
  </message>
  <message>
   <source>torchvision has no classifier {name}: check its spelling.</source>
   <translation>torchvision không có mạng phân loại {name}: hãy kiểm tra chính tả.</translation>
  </message>
  <message>
   <source>A timm teacher needs timm: pip install 'kdstudio[timm]'.</source>
   <translation>Mô hình thầy từ timm cần có timm: pip install 'kdstudio[timm]'.</translation>
  </message>
  <message>
   <source>timm has no model {name}: check its spelling.</source>
   <translation>timm không có mô hình {name}: hãy kiểm tra chính tả.</translation>
  </message>
  <message>
   <source>The teacher was asked in {precision}.</source>
   <translation>Mô hình thầy được chạy ở định dạng số {precision}.</translation>
  </message>
  <message>
   <source>{count} images cannot be read, or are smaller than 10 pixels, and are left out: {names}.</source>
   <translation>{count} ảnh không đọc được hoặc nhỏ hơn 10 pixel nên bị bỏ qua: {names}.</translation>
  </message>
  <message>
   <source>The disk that holds {folder} has only {free:.0f} MB left, and a run needs at least {need:.0f} MB: free some space, or set KDSTUDIO_HOME to a folder on another disk.</source>
   <translation>Đĩa chứa {folder} chỉ còn {free:.0f} MB, mà một lượt chạy cần ít nhất {need:.0f} MB: hãy giải phóng dung lượng, hoặc đặt KDSTUDIO_HOME thành một thư mục trên đĩa khác.</translation>
  </message>
  <message>
   <source>The device {name} is not here (this machine has {count} NVIDIA GPUs): choose auto, cpu, mps or the number of one GPU.</source>
   <translation>Không có thiết bị {name} ở đây (máy này có {count} GPU NVIDIA): hãy chọn auto, cpu, mps hoặc số của một GPU.</translation>
  </message>
  <message>
   <source>up and to the left is better</source>
   <translation>càng lên trên và sang trái càng tốt</translation>
  </message>
  <message>
   <source>Accuracy against speed</source>
   <translation>Độ chính xác so với tốc độ</translation>
  </message>
  <message>
   <source>accuracy, %</source>
   <translation>độ chính xác, %</translation>
  </message>
  <message>
   <source>agreement with the student, %</source>
   <translation>độ đồng thuận với mô hình trò, %</translation>
  </message>
  <message>
   <source>median time per image, ms (processor time where others disturbed it)</source>
   <translation>thời gian mỗi ảnh, trung vị, ms (thời gian bộ xử lý nếu bị chương trình khác làm nhiễu)</translation>
  </message>
  <message>
   <source>median time per image, ms</source>
   <translation>thời gian mỗi ảnh, trung vị, ms</translation>
  </message>
  <message>
   <source>budget: at least {floor:.1f} %</source>
   <translation>ngân sách: ít nhất {floor:.1f} %</translation>
  </message>
  <message>
   <source>teacher</source>
   <translation>thầy</translation>
  </message>
  <message>
   <source>student</source>
   <translation>trò</translation>
  </message>
  <message>
   <source>{model}: {share} in {milliseconds:.2f} ms</source>
   <translation>{model}: {share} trong {milliseconds:.2f} ms</translation>
  </message>
  <message>
   <source>Images of each class</source>
   <translation>Số ảnh của mỗi lớp</translation>
  </message>
  <message>
   <source>{classes:,} classes with {least:,} to {most:,} images: {train:,} for training, {val:,} for validation.</source>
   <translation>{classes:,} lớp, mỗi lớp {least:,} đến {most:,} ảnh: {train:,} để huấn luyện, {val:,} để kiểm định.</translation>
  </message>
  <message>
   <source>Move the pointer to read other places; a click or the arrow keys (Page Up, Page Down, Home, End) make the crosshair stay, Escape lets it go back. Ctrl and wheel zoom, a drag moves.</source>
   <translation>Di con trỏ để đọc chỗ khác; nhấp hoặc dùng phím mũi tên (Page Up, Page Down, Home, End) để giữ vạch chữ thập, Escape trả nó về chỗ cũ. Ctrl và con lăn để phóng to, kéo để di chuyển.</translation>
  </message>
  <message>
   <source>A click or the arrow keys (Home, End, Page Up, Page Down) choose a cell in all three maps; Ctrl and wheel zoom, a drag moves, Escape shows all classes.</source>
   <translation>Nhấp chuột hoặc dùng phím mũi tên (Home, End, Page Up, Page Down) để chọn một ô trong cả ba bản đồ; Ctrl và con lăn để thu phóng, kéo để di chuyển, Escape để hiện mọi lớp.</translation>
  </message>
  <message>
   <source>class in the soft label</source>
   <translation>lớp trong nhãn mềm</translation>
  </message>
  <message>
   <source>true class</source>
   <translation>lớp đúng</translation>
  </message>
  <message>
   <source>Teacher: mean {teacher}.</source>
   <translation>Thầy: trung bình {teacher}.</translation>
  </message>
  <message>
   <source>Teacher: mean {teacher}; baseline: mean {student}.</source>
   <translation>Thầy: trung bình {teacher}; đối chứng: trung bình {student}.</translation>
  </message>
  <message>
   <source>Teacher: mean {teacher}; student: mean {student}.</source>
   <translation>Thầy: trung bình {teacher}; trò: trung bình {student}.</translation>
  </message>
  <message>
   <source>mean {bits:.3f}</source>
   <translation>trung bình {bits:.3f}</translation>
  </message>
  <message>
   <source>Mean {bits:.3f} bit.</source>
   <translation>Trung bình {bits:.3f} bit.</translation>
  </message>
  <message>
   <source>KL divergence of this image over the epochs</source>
   <translation>Phân kỳ KL của ảnh này qua các epoch</translation>
  </message>
  <message>
   <source>KL of this image, bit</source>
   <translation>KL của ảnh này, bit</translation>
  </message>
  <message>
   <source>KL {before:.3f} bit at epoch {first:d}, {after:.3f} bit at epoch {last:d}.</source>
   <translation>KL {before:.3f} bit ở epoch {first:d}, {after:.3f} bit ở epoch {last:d}.</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Chú giải</translation>
  </message>
  <message>
   <source>Click it, or press Space, to hide or show it in all charts.</source>
   <translation>Nhấp vào, hoặc nhấn phím cách, để ẩn hoặc hiện trong mọi biểu đồ.</translation>
  </message>
  <message>
   <source>Soft labels of this image</source>
   <translation>Nhãn mềm của ảnh này</translation>
  </message>
  <message>
   <source>class</source>
   <translation>lớp</translation>
  </message>
  <message>
   <source>probability, %</source>
   <translation>xác suất, %</translation>
  </message>
  <message>
   <source>hard label: {share:.0f} %</source>
   <translation>nhãn cứng: {share:.0f} %</translation>
  </message>
  <message>
   <source>Teacher: {classes}.</source>
   <translation>Thầy: {classes}.</translation>
  </message>
  <message>
   <source>Teacher: {teacher}; baseline: {student}.</source>
   <translation>Thầy: {teacher}; đối chứng: {student}.</translation>
  </message>
  <message>
   <source>Teacher: {teacher}; student: {student}.</source>
   <translation>Thầy: {teacher}; trò: {student}.</translation>
  </message>
  <message>
   <source>What temperature does to one soft label</source>
   <translation>Nhiệt độ làm thay đổi một nhãn mềm ra sao</translation>
  </message>
  <message>
   <source>rest</source>
   <translation>khác</translation>
  </message>
  <message>
   <source>The top class {name} has {sharp:.1f} % at T = 1 and {soft:.1f} % at T = {temperature:g}.</source>
   <translation>Lớp cao nhất {name} có {sharp:.1f} % ở T = 1 và {soft:.1f} % ở T = {temperature:g}.</translation>
  </message>
  <message>
   <source>The export cannot be asked to stop ({reason}): make room on the disk, and ask again.</source>
   <translation>Không thể yêu cầu bản xuất dừng ({reason}): hãy giải phóng chỗ trên đĩa rồi yêu cầu lại.</translation>
  </message>
  <message>
   <source>All layers in INT8</source>
   <translation>Mọi tầng ở INT8</translation>
  </message>
  <message>
   <source>Only convolutions and matrix products in INT8</source>
   <translation>Chỉ tích chập và phép nhân ma trận ở INT8</translation>
  </message>
  <message>
   <source>Only convolutions and matrix products, the head in float</source>
   <translation>Chỉ tích chập và phép nhân ma trận, head ở số thực</translation>
  </message>
  <message>
   <source>Progress of the export</source>
   <translation>Tiến độ của bản xuất</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>Tệp</translation>
  </message>
  <message>
   <source>Tries at INT8</source>
   <translation>Các lần thử INT8</translation>
  </message>
  <message>
   <source>Worth knowing</source>
   <translation>Điều nên biết</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Dừng</translation>
  </message>
  <message>
   <source>Stops after what it does now; it can be built again.</source>
   <translation>Dừng sau việc đang làm; có thể dựng lại.</translation>
  </message>
  <message>
   <source>End now</source>
   <translation>Dừng hẳn</translation>
  </message>
  <message>
   <source>Ends the process at once, as it does not answer.</source>
   <translation>Kết thúc tiến trình ngay lập tức vì nó không trả lời.</translation>
  </message>
  <message>
   <source>Build again</source>
   <translation>Dựng lại</translation>
  </message>
  <message>
   <source>Builds anew, with the same choices (Ctrl+Return).</source>
   <translation>Dựng lại từ đầu, với cùng các lựa chọn (Ctrl+Return).</translation>
  </message>
  <message>
   <source>Shows what the files are worth (Ctrl+Return).</source>
   <translation>Xem chất lượng của các tệp (Ctrl+Return).</translation>
  </message>
  <message>
   <source>The files are built and proven.</source>
   <translation>Các tệp đã được dựng và kiểm chứng.</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Đang dừng…</translation>
  </message>
  <message>
   <source>You may leave this page: it goes on, and you find it here again.</source>
   <translation>Có thể rời trang này: bản xuất vẫn chạy tiếp và vẫn xem lại được ở đây.</translation>
  </message>
  <message>
   <source>The last lines of the log</source>
   <translation>Những dòng cuối của nhật ký</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Sao chép chi tiết</translation>
  </message>
  <message>
   <source>Copies what happened, the choices and the end of the log, to report it.</source>
   <translation>Sao chép diễn biến, các lựa chọn và phần cuối nhật ký, để báo lỗi.</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Mở thư mục</translation>
  </message>
  <message>
   <source>Opens the export's folder, with its log and what is kept.</source>
   <translation>Mở thư mục của bản xuất, có nhật ký và những gì được giữ lại.</translation>
  </message>
  <message>
   <source>not built</source>
   <translation>chưa dựng</translation>
  </message>
  <message>
   <source>at work</source>
   <translation>đang chạy</translation>
  </message>
  <message>
   <source>waits</source>
   <translation>đang chờ</translation>
  </message>
  <message>
   <source>{lost:.1f} points lost</source>
   <translation>mất {lost:.1f} điểm</translation>
  </message>
  <message>
   <source>{agreement} agreement</source>
   <translation>đồng thuận {agreement}</translation>
  </message>
  <message>
   <source>1 layer in float: {name}</source>
   <translation>1 tầng ở số thực: {name}</translation>
  </message>
  <message>
   <source>{count:d} layers in float</source>
   <translation>{count:d} tầng ở số thực</translation>
  </message>
  <message>
   <source>Choose a run, or a checkpoint.</source>
   <translation>Chọn lượt chạy hoặc điểm lưu.</translation>
  </message>
  <message>
   <source>The checkpoint is being read.</source>
   <translation>Đang đọc điểm lưu.</translation>
  </message>
  <message>
   <source>Choose the images that calibrate and prove.</source>
   <translation>Chọn ảnh để hiệu chuẩn và kiểm chứng.</translation>
  </message>
  <message>
   <source>{name}</source>
   <translation>{name}</translation>
  </message>
  <message>
   <source>{name}, baseline, epoch {epoch:d}</source>
   <translation>{name}, đối chứng, epoch {epoch:d}</translation>
  </message>
  <message>
   <source>{name}, baseline, last epoch</source>
   <translation>{name}, đối chứng, epoch cuối</translation>
  </message>
  <message>
   <source>{name}, teacher</source>
   <translation>{name}, thầy</translation>
  </message>
  <message>
   <source>{name}, epoch {epoch:d}</source>
   <translation>{name}, epoch {epoch:d}</translation>
  </message>
  <message>
   <source>{name}, last epoch</source>
   <translation>{name}, epoch cuối</translation>
  </message>
  <message>
   <source>{target} · {precisions}</source>
   <translation>{target} · {precisions}</translation>
  </message>
  <message>
   <source>Classifies images; needs only the runtime, NumPy and Pillow. --check tests it.</source>
   <translation>Phân loại ảnh; chỉ cần runtime, NumPy và Pillow. --check để kiểm tra.</translation>
  </message>
  <message>
   <source>Runs the model: the very code that the proof ran.</source>
   <translation>Chạy mô hình: chính là mã mà bản kiểm chứng đã chạy.</translation>
  </message>
  <message>
   <source>What to install where it runs.</source>
   <translation>Những gì cần cài ở nơi chạy.</translation>
  </message>
  <message>
   <source>Classes, sizes, normalisation and checksums, as data.</source>
   <translation>Lớp, cỡ ảnh, chuẩn hóa và checksum, ở dạng dữ liệu.</translation>
  </message>
  <message>
   <source>Every figure of the proof.</source>
   <translation>Mọi số liệu của bản kiểm chứng.</translation>
  </message>
  <message>
   <source>What the models must say of the sample images.</source>
   <translation>Kết quả mà các mô hình phải cho với ảnh mẫu.</translation>
  </message>
  <message>
   <source>The model card, for people: what it is, how good, how fast, its limits.</source>
   <translation>Thẻ mô hình cho người đọc: là gì, tốt và nhanh đến đâu, có giới hạn nào.</translation>
  </message>
  <message>
   <source>A few images to check it with.</source>
   <translation>Vài ảnh để kiểm tra.</translation>
  </message>
  <message>
   <source>The licence of the code and the model.</source>
   <translation>Giấy phép của mã và mô hình.</translation>
  </message>
  <message>
   <source>Folder to hand over</source>
   <translation>Thư mục bàn giao</translation>
  </message>
  <message>
   <source>The export's own folder</source>
   <translation>Thư mục của bản xuất</translation>
  </message>
  <message>
   <source>Where the folder goes; empty it to keep it with the export.</source>
   <translation>Nơi đặt thư mục; để trống thì thư mục nằm cùng bản xuất.</translation>
  </message>
  <message>
   <source>Also as a zip file</source>
   <translation>Kèm tệp zip</translation>
  </message>
  <message>
   <source>Writes the same folder once more as one file, to send it.</source>
   <translation>Ghi thêm chính thư mục đó thành một tệp để gửi đi.</translation>
  </message>
  <message>
   <source>Make the folder</source>
   <translation>Tạo thư mục</translation>
  </message>
  <message>
   <source>Writes the folder, then runs its own check (Ctrl+Return).</source>
   <translation>Ghi thư mục, rồi chạy phần tự kiểm tra của nó (Ctrl+Return).</translation>
  </message>
  <message>
   <source>Opens the folder in the system's file manager.</source>
   <translation>Mở thư mục trong trình quản lý tệp của hệ thống.</translation>
  </message>
  <message>
   <source>Models: {names}. The first is the one that infer.py takes.</source>
   <translation>Mô hình: {names}. infer.py dùng mô hình đứng đầu.</translation>
  </message>
  <message>
   <source>Without one it stays with the export: {folder}</source>
   <translation>Không chọn thì thư mục nằm cùng bản xuất: {folder}</translation>
  </message>
  <message>
   <source>The folder is being written and checked…</source>
   <translation>Đang ghi và kiểm tra thư mục…</translation>
  </message>
  <message>
   <source>The folder is there, and its own check passed.</source>
   <translation>Đã có thư mục, và nó đã qua phần tự kiểm tra.</translation>
  </message>
  <message>
   <source>{folder}, {size}</source>
   <translation>{folder}, {size}</translation>
  </message>
  <message>
   <source>The folder and its zip file are there, and its own check passed.</source>
   <translation>Đã có thư mục và tệp zip, và thư mục đã qua phần tự kiểm tra.</translation>
  </message>
  <message>
   <source>{folder}, {size}; zipped: {archive}</source>
   <translation>{folder}, {size}; tệp zip: {archive}</translation>
  </message>
  <message>
   <source>The folder was not made.</source>
   <translation>Không tạo được thư mục.</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>Đặt ở đâu?</translation>
  </message>
  <message>
   <source>What is in it</source>
   <translation>Có gì bên trong</translation>
  </message>
  <message>
   <source>It runs without KD Studio, without PyTorch and without a network:</source>
   <translation>Chạy không cần KD Studio, không cần PyTorch, không cần kết nối mạng:</translation>
  </message>
  <message>
   <source>A model, exactly as it was proven.</source>
   <translation>Mô hình, đúng như khi được kiểm chứng.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Xuất</translation>
  </message>
  <message>
   <source>1 file in {time}</source>
   <translation>1 tệp trong {time}</translation>
  </message>
  <message>
   <source>{count:d} files in {time}</source>
   <translation>{count:d} tệp trong {time}</translation>
  </message>
  <message>
   <source>{folder}</source>
   <translation>{folder}</translation>
  </message>
  <message>
   <source>no file</source>
   <translation>không có tệp</translation>
  </message>
  <message>
   <source>agreement only</source>
   <translation>chỉ đồng thuận</translation>
  </message>
  <message>
   <source>within budget</source>
   <translation>đạt ngân sách</translation>
  </message>
  <message>
   <source>not proven</source>
   <translation>chưa kiểm chứng</translation>
  </message>
  <message>
   <source>Try it</source>
   <translation>Thử ảnh</translation>
  </message>
  <message>
   <source>Shows what teacher, student and every file say of an image of yours, side by side.</source>
   <translation>Hiện kết quả của thầy, trò và mọi tệp trên một ảnh tự chọn, cạnh nhau.</translation>
  </message>
  <message>
   <source>Save table…</source>
   <translation>Lưu bảng…</translation>
  </message>
  <message>
   <source>Saves all figures as CSV.</source>
   <translation>Lưu mọi số liệu dưới dạng CSV.</translation>
  </message>
  <message>
   <source>Goes on to the folder that runs elsewhere (Ctrl+Return).</source>
   <translation>Sang bước tạo thư mục chạy được ở nơi khác (Ctrl+Return).</translation>
  </message>
  <message>
   <source>Puts this file into the folder that is handed over.</source>
   <translation>Đưa tệp này vào thư mục bàn giao.</translation>
  </message>
  <message>
   <source>Show the figures</source>
   <translation>Hiện số liệu</translation>
  </message>
  <message>
   <source>Save the table</source>
   <translation>Lưu bảng</translation>
  </message>
  <message>
   <source>{file} cannot be written ({reason}): choose another folder.</source>
   <translation>Không ghi được {file} ({reason}): hãy chọn thư mục khác.</translation>
  </message>
  <message>
   <source>Saved as {file}.</source>
   <translation>Đã lưu thành {file}.</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Lưu…</translation>
  </message>
  <message>
   <source>Saves the chart as an image, or its numbers as CSV.</source>
   <translation>Lưu biểu đồ thành ảnh, hoặc lưu số liệu dưới dạng CSV.</translation>
  </message>
  <message>
   <source>What was repaired</source>
   <translation>Những gì đã sửa</translation>
  </message>
  <message>
   <source>What was tried</source>
   <translation>Những gì đã thử</translation>
  </message>
  <message>
   <source>None of the tries is both within the budget and worth its size:</source>
   <translation>Không lần thử nào vừa đạt ngân sách vừa xứng với cỡ của nó:</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Tầng</translation>
  </message>
  <message>
   <source>won back, images</source>
   <translation>lấy lại, ảnh</translation>
  </message>
  <message>
   <source>won back, bit</source>
   <translation>lấy lại, bit</translation>
  </message>
  <message>
   <source>Try</source>
   <translation>Lần thử</translation>
  </message>
  <message>
   <source>lost, points</source>
   <translation>mất, điểm</translation>
  </message>
  <message>
   <source>Only convolutions in INT8</source>
   <translation>Chỉ tích chập ở INT8</translation>
  </message>
  <message>
   <source>The head in float</source>
   <translation>Head ở số thực</translation>
  </message>
  <message>
   <source>1 layer in float</source>
   <translation>1 tầng ở số thực</translation>
  </message>
  <message>
   <source>Nothing was repaired: the app keeps sensitive layers in float only for ONNX Runtime.</source>
   <translation>Không có gì được sửa: ứng dụng chỉ giữ các tầng nhạy cảm ở số thực với ONNX Runtime.</translation>
  </message>
  <message>
   <source>Nothing was repaired: the first try says what the student says closely enough.</source>
   <translation>Không sửa gì: kết quả của lần thử đầu đã đủ sát mô hình trò.</translation>
  </message>
  <message>
   <source>Nothing had to be repaired: the first try lost no more than the {budget:g} allowed.</source>
   <translation>Không phải sửa gì: lần thử đầu mất không quá {budget:g} điểm cho phép.</translation>
  </message>
  <message>
   <source>One layer moved the soft labels most and stays in float:</source>
   <translation>Một tầng làm nhãn mềm lệch nhiều nhất và được giữ ở số thực:</translation>
  </message>
  <message>
   <source>{count:d} layers moved the soft labels most and stay in float:</source>
   <translation>{count:d} tầng làm nhãn mềm lệch nhiều nhất và được giữ ở số thực:</translation>
  </message>
  <message>
   <source>INT8 lost {lost:.1f} points, more than the {budget:g} allowed. One layer caused it and stays in float:</source>
   <translation>INT8 mất {lost:.1f} điểm, quá {budget:g} điểm cho phép. Nguyên nhân là một tầng, được giữ ở số thực:</translation>
  </message>
  <message>
   <source>INT8 lost {lost:.1f} points, more than the {budget:g} allowed. {count:d} layers caused it and stay in float:</source>
   <translation>INT8 mất {lost:.1f} điểm, quá {budget:g} điểm cho phép. Nguyên nhân là {count:d} tầng, được giữ ở số thực:</translation>
  </message>
  <message>
   <source>It costs {size:.1f} MB. {count:d} of {all:d} layers.</source>
   <translation>Tốn thêm {size:.1f} MB. {count:d}/{all:d} tầng.</translation>
  </message>
  <message>
   <source>It costs {size:.1f} MB and no time. {count:d} of {all:d} layers.</source>
   <translation>Tốn thêm {size:.1f} MB, không tốn thời gian. {count:d}/{all:d} tầng.</translation>
  </message>
  <message>
   <source>It costs {size:.1f} MB and {time:.2f} ms. {count:d} of {all:d} layers.</source>
   <translation>Tốn thêm {size:.1f} MB và {time:.2f} ms. {count:d}/{all:d} tầng.</translation>
  </message>
  <message>
   <source>{model} is missing: {reason}</source>
   <translation>Thiếu {model}: {reason}</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Quay lại</translation>
  </message>
  <message>
   <source>Goes to the step before; what was chosen stays.</source>
   <translation>Về bước trước; những gì đã chọn vẫn giữ nguyên.</translation>
  </message>
  <message>
   <source>Steps of the export</source>
   <translation>Các bước xuất</translation>
  </message>
  <message>
   <source>Step {number:d} of 5, done: {title}</source>
   <translation>Bước {number:d}/5, đã xong: {title}</translation>
  </message>
  <message>
   <source>Step {number:d} of 5, shown now: {title}</source>
   <translation>Bước {number:d}/5, đang hiện: {title}</translation>
  </message>
  <message>
   <source>Step {number:d} of 5: {title}</source>
   <translation>Bước {number:d}/5: {title}</translation>
  </message>
  <message>
   <source>The distilled network: usually what is exported.</source>
   <translation>Mạng đã chưng cất: thường là mạng cần xuất.</translation>
  </message>
  <message>
   <source>The same network, trained without the teacher, to compare.</source>
   <translation>Cùng mạng đó, được huấn luyện không có thầy, để so sánh.</translation>
  </message>
  <message>
   <source>The large network that taught the student.</source>
   <translation>Mạng lớn đã dạy mô hình trò.</translation>
  </message>
  <message>
   <source>Checkpoint</source>
   <translation>Điểm lưu</translation>
  </message>
  <message>
   <source>A .pt file of Ultralytics</source>
   <translation>Một tệp .pt của Ultralytics</translation>
  </message>
  <message>
   <source>Any Ultralytics checkpoint (.pt): type its path, drop it here, or choose it.</source>
   <translation>Điểm lưu Ultralytics bất kỳ (.pt): nhập đường dẫn, thả vào đây, hoặc chọn.</translation>
  </message>
  <message>
   <source>Goes on to the target and the precisions (Ctrl+Return).</source>
   <translation>Sang bước chọn đích và định dạng số (Ctrl+Return).</translation>
  </message>
  <message>
   <source>There is no finished run yet: distil a student first, or choose a checkpoint below.</source>
   <translation>Chưa có lượt chạy nào xong: hãy chưng cất một mô hình trò trước, hoặc chọn một điểm lưu bên dưới.</translation>
  </message>
  <message>
   <source>Which model?</source>
   <translation>Mô hình nào?</translation>
  </message>
  <message>
   <source>Or any Ultralytics checkpoint</source>
   <translation>Hoặc điểm lưu Ultralytics bất kỳ</translation>
  </message>
  <message>
   <source>Finished runs</source>
   <translation>Lượt chạy đã xong</translation>
  </message>
  <message>
   <source>The arrow keys choose the run whose network is exported.</source>
   <translation>Phím mũi tên chọn lượt chạy có mạng cần xuất.</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Lượt chạy</translation>
  </message>
  <message>
   <source>Accuracy, %</source>
   <translation>Độ chính xác, %</translation>
  </message>
  <message>
   <source>Size, MB</source>
   <translation>Cỡ, MB</translation>
  </message>
  <message>
   <source>What will be exported</source>
   <translation>Nội dung sẽ xuất</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Mạng</translation>
  </message>
  <message>
   <source>Best epoch</source>
   <translation>Epoch tốt nhất</translation>
  </message>
  <message>
   <source>Last epoch</source>
   <translation>Epoch cuối</translation>
  </message>
  <message>
   <source>The weights of the epoch that was best on the validation images.</source>
   <translation>Trọng số của epoch tốt nhất trên các ảnh kiểm định.</translation>
  </message>
  <message>
   <source>The weights of the last epoch, whatever its accuracy.</source>
   <translation>Trọng số của epoch cuối, bất kể độ chính xác.</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>Số tham số</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>Độ chính xác</translation>
  </message>
  <message>
   <source>Images</source>
   <translation>Ảnh</translation>
  </message>
  <message>
   <source>Images to calibrate and prove with</source>
   <translation>Ảnh để hiệu chuẩn và kiểm chứng</translation>
  </message>
  <message>
   <source>A dataset, or a folder of images</source>
   <translation>Tập dữ liệu, hoặc thư mục ảnh</translation>
  </message>
  <message>
   <source>The dataset that it was trained on, or a folder of images without labels.</source>
   <translation>Tập dữ liệu đã dùng để huấn luyện mạng, hoặc thư mục ảnh không có nhãn.</translation>
  </message>
  <message>
   <source>{accuracy} of {images:,} images</source>
   <translation>{accuracy} trên {images:,} ảnh</translation>
  </message>
  <message>
   <source>not measured; the proof will say</source>
   <translation>chưa đo; bản kiểm chứng sẽ cho biết</translation>
  </message>
  <message>
   <source>{pixels:d} px</source>
   <translation>{pixels:d} px</translation>
  </message>
  <message>
   <source>{classes:,} classes, {size}. With labelled images its accuracy is proven; without labels, only that the files agree with it.</source>
   <translation>{classes:,} lớp, {size}. Với ảnh có nhãn thì kiểm chứng được độ chính xác; không có nhãn thì chỉ kiểm chứng được các tệp đồng thuận với mạng.</translation>
  </message>
  <message>
   <source>{train:,} images to train, of which some calibrate; {judged:,} to prove with.</source>
   <translation>{train:,} ảnh huấn luyện, một số dùng để hiệu chuẩn; {judged:,} ảnh để kiểm chứng.</translation>
  </message>
  <message>
   <source>{images:,} images without labels: that the files agree with the checkpoint can be proven, not that they are right.</source>
   <translation>{images:,} ảnh không có nhãn: có thể kiểm chứng rằng các tệp đồng thuận với điểm lưu, không thể kiểm chứng rằng chúng đúng.</translation>
  </message>
  <message>
   <source>The images are being read.</source>
   <translation>Đang đọc ảnh.</translation>
  </message>
  <message>
   <source>Earlier exports</source>
   <translation>Bản xuất trước đây</translation>
  </message>
  <message>
   <source>Nothing was exported of this model yet.</source>
   <translation>Chưa xuất gì từ mô hình này.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Xem</translation>
  </message>
  <message>
   <source>Shows this export: its proof, or where it is or how it ended.</source>
   <translation>Hiện bản xuất này: bản kiểm chứng, hoặc đang đến đâu hay đã kết thúc ra sao.</translation>
  </message>
  <message>
   <source>Build and prove</source>
   <translation>Dựng và kiểm chứng</translation>
  </message>
  <message>
   <source>Builds the files, repairs what loses accuracy, and proves them (Ctrl+Return).</source>
   <translation>Dựng các tệp, sửa chỗ làm mất độ chính xác, rồi kiểm chứng chúng (Ctrl+Return).</translation>
  </message>
  <message>
   <source>It cannot be built for this target here: see what it needs.</source>
   <translation>Không thể dựng cho đích này ở đây: hãy xem nó cần gì.</translation>
  </message>
  <message>
   <source>Choose at least one precision.</source>
   <translation>Chọn ít nhất một định dạng số.</translation>
  </message>
  <message>
   <source>Another window of KD Studio works with this data folder: this one only looks.</source>
   <translation>Một cửa sổ KD Studio khác đang làm việc với thư mục dữ liệu này: cửa sổ này chỉ để xem.</translation>
  </message>
  <message>
   <source>Another export is at work: stop it first, or wait for it.</source>
   <translation>Một bản xuất khác đang chạy: hãy dừng trước, hoặc chờ chạy xong.</translation>
  </message>
  <message>
   <source>{name} is at work, and its load would spoil the times of the proof: pause it first, or wait for it.</source>
   <translation>{name} đang chạy, tải của nó sẽ làm sai thời gian đo của bản kiểm chứng: hãy tạm dừng trước, hoặc chờ chạy xong.</translation>
  </message>
  <message>
   <source>Builds 1 file, {duration}, then proves it.</source>
   <translation>Dựng 1 tệp, {duration}, rồi kiểm chứng.</translation>
  </message>
  <message>
   <source>Builds {files:d} files, {duration}, then proves them.</source>
   <translation>Dựng {files:d} tệp, {duration}, rồi kiểm chứng.</translation>
  </message>
  <message>
   <source>Where will it run?</source>
   <translation>Chạy ở đâu?</translation>
  </message>
  <message>
   <source>Shows below what to install for this target.</source>
   <translation>Hiện bên dưới những gì cần cài cho đích này.</translation>
  </message>
  <message>
   <source>The command that installs it</source>
   <translation>Lệnh cài đặt</translation>
  </message>
  <message>
   <source>Type it in a terminal where KD Studio is installed, then come back to this step.</source>
   <translation>Nhập lệnh vào terminal ở nơi đã cài KD Studio, rồi quay lại bước này.</translation>
  </message>
  <message>
   <source>Copy the command</source>
   <translation>Sao chép lệnh</translation>
  </message>
  <message>
   <source>You can come back and build for another target. Nothing is lost.</source>
   <translation>Có thể quay lại và dựng cho đích khác. Không mất gì cả.</translation>
  </message>
  <message>
   <source>How small?</source>
   <translation>Nhỏ đến đâu?</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Cỡ</translation>
  </message>
  <message>
   <source>vs teacher</source>
   <translation>so với thầy</translation>
  </message>
  <message>
   <source>Sizes with ≈ are estimates. Proof measures them.</source>
   <translation>Cỡ có dấu ≈ là ước tính. Bản kiểm chứng sẽ đo.</translation>
  </message>
  <message>
   <source>· recommended</source>
   <translation>· nên dùng</translation>
  </message>
  <message>
   <source>{runtime} does not have it.</source>
   <translation>{runtime} không có.</translation>
  </message>
  <message>
   <source>{times}× smaller</source>
   <translation>nhỏ hơn {times}×</translation>
  </message>
  <message>
   <source>≈ {times}× smaller</source>
   <translation>nhỏ hơn ≈ {times}×</translation>
  </message>
  <message>
   <source>Limits and calibration</source>
   <translation>Giới hạn và hiệu chuẩn</translation>
  </message>
  <message>
   <source>Points of accuracy that may be lost</source>
   <translation>Số điểm độ chính xác được phép mất</translation>
  </message>
  <message>
   <source>Images for calibration</source>
   <translation>Số ảnh hiệu chuẩn</translation>
  </message>
  <message>
   <source>A file that loses more than this against the student is over the budget.</source>
   <translation>Tệp mất nhiều hơn mức này so với mô hình trò là vượt ngân sách.</translation>
  </message>
  <message>
   <source>200 to 300 are enough; more take longer, fewer may miss what a layer can see.</source>
   <translation>200 đến 300 ảnh là đủ; nhiều hơn thì lâu hơn, ít hơn có thể bỏ sót giá trị mà một tầng có thể gặp.</translation>
  </message>
  <message>
   <source>Some of the training images</source>
   <translation>Một số ảnh huấn luyện</translation>
  </message>
  <message>
   <source>Lose at most</source>
   <translation>Mất tối đa</translation>
  </message>
  <message>
   <source>points of accuracy</source>
   <translation>điểm độ chính xác</translation>
  </message>
  <message>
   <source>Calibration images</source>
   <translation>Ảnh hiệu chuẩn</translation>
  </message>
  <message>
   <source>from training</source>
   <translation>từ tập huấn luyện</translation>
  </message>
  <message>
   <source>of the folder's images</source>
   <translation>từ ảnh trong thư mục</translation>
  </message>
  <message>
   <source>Without labels accuracy is not known: only agreement is proven.</source>
   <translation>Không có nhãn thì không biết độ chính xác: chỉ kiểm chứng được độ đồng thuận.</translation>
  </message>
  <message>
   <source>Without labels accuracy is not known: repair follows how far the soft labels move.</source>
   <translation>Không có nhãn thì không biết độ chính xác: việc sửa dựa vào mức lệch của nhãn mềm.</translation>
  </message>
  <message>
   <source>Counted from the checkpoint's own accuracy, which the proof measures.</source>
   <translation>Tính từ độ chính xác của chính điểm lưu, do bản kiểm chứng đo.</translation>
  </message>
  <message>
   <source>So each file must reach {floor:.1f} %.</source>
   <translation>Vậy mỗi tệp phải đạt {floor:.1f} %.</translation>
  </message>
  <message>
   <source>So INT8 must reach {floor:.1f} %. If not, the app keeps sensitive layers in float and tries again.</source>
   <translation>Vậy INT8 phải đạt {floor:.1f} %. Nếu không, ứng dụng giữ các tầng nhạy cảm ở số thực rồi thử lại.</translation>
  </message>
  <message>
   <source>Only static INT8 needs them.</source>
   <translation>Chỉ INT8 tĩnh mới cần ảnh.</translation>
  </message>
  <message>
   <source>There are only {images:,}: all of them show INT8 the range of each layer.</source>
   <translation>Chỉ có {images:,} ảnh: tất cả đều dùng để cho INT8 biết dải giá trị của mỗi tầng.</translation>
  </message>
  <message>
   <source>They show INT8 the range of each layer. The other half of the folder proves.</source>
   <translation>Chúng cho INT8 biết dải giá trị của mỗi tầng. Nửa còn lại của thư mục dùng để kiểm chứng.</translation>
  </message>
  <message>
   <source>They show INT8 the range of each layer. Validation stays unseen.</source>
   <translation>Chúng cho INT8 biết dải giá trị của mỗi tầng. Không động đến ảnh kiểm định.</translation>
  </message>
  <message>
   <source>The worker cannot be started ({reason}).</source>
   <translation>Không thể khởi động tiến trình nền ({reason}).</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>Trang chủ</translation>
  </message>
  <message>
   <source>Where to begin, and the latest runs (Ctrl+1)</source>
   <translation>Nơi bắt đầu, và các lượt chạy gần nhất (Ctrl+1)</translation>
  </message>
  <message>
   <source>Distil</source>
   <translation>Chưng cất</translation>
  </message>
  <message>
   <source>Set up a run: teacher, student, dataset (Ctrl+2)</source>
   <translation>Tạo lượt chạy: thầy, trò, tập dữ liệu (Ctrl+2)</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Lượt chạy</translation>
  </message>
  <message>
   <source>All runs: find, compare, order them (Ctrl+3)</source>
   <translation>Mọi lượt chạy: tìm, so sánh, sắp xếp (Ctrl+3)</translation>
  </message>
  <message>
   <source>Make a model small, prove it, hand it over (Ctrl+4)</source>
   <translation>Thu nhỏ mô hình, kiểm chứng, bàn giao (Ctrl+4)</translation>
  </message>
  <message>
   <source>Learn</source>
   <translation>Tìm hiểu</translation>
  </message>
  <message>
   <source>The ideas behind distillation, to read and to move (Ctrl+5)</source>
   <translation>Các ý tưởng đằng sau chưng cất, để đọc và tương tác (Ctrl+5)</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Cài đặt</translation>
  </message>
  <message>
   <source>Language, theme, folders, machine (Ctrl+6)</source>
   <translation>Ngôn ngữ, giao diện, thư mục, máy (Ctrl+6)</translation>
  </message>
  <message>
   <source>{name} is neither a model (.pt, .onnx) nor a folder: nothing was done with it.</source>
   <translation>{name} không phải là mô hình (.pt, .onnx) cũng không phải thư mục: đã bỏ qua.</translation>
  </message>
  <message>
   <source>Close KD Studio</source>
   <translation>Đóng KD Studio</translation>
  </message>
  <message>
   <source>{name} is still at work.</source>
   <translation>{name} vẫn đang chạy.</translation>
  </message>
  <message>
   <source>Its last whole epoch is kept, and it can be resumed. Runs that wait stay in the queue.</source>
   <translation>Epoch trọn vẹn cuối cùng được giữ lại và có thể chạy tiếp. Các lượt chạy đang chờ vẫn ở trong hàng đợi.</translation>
  </message>
  <message>
   <source>Stop and keep the place</source>
   <translation>Dừng và giữ tiến độ</translation>
  </message>
  <message>
   <source>An export is still at work.</source>
   <translation>Một bản xuất vẫn đang chạy.</translation>
  </message>
  <message>
   <source>It can be built again later. Runs that wait stay in the queue.</source>
   <translation>Có thể dựng lại sau. Các lượt chạy đang chờ vẫn ở trong hàng đợi.</translation>
  </message>
  <message>
   <source>Stop the export</source>
   <translation>Dừng bản xuất</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Hủy</translation>
  </message>
  <message>
   <source>Stopping at the next batch, then the window closes.</source>
   <translation>Đang dừng ở lô kế tiếp, sau đó cửa sổ sẽ đóng.</translation>
  </message>
  <message>
   <source>Stopping the export, then the window closes.</source>
   <translation>Đang dừng bản xuất, sau đó cửa sổ sẽ đóng.</translation>
  </message>
  <message>
   <source>Another window of KD Studio works with this data folder. This one only looks: start and change runs there.</source>
   <translation>Một cửa sổ KD Studio khác đang dùng thư mục dữ liệu này. Cửa sổ này chỉ để xem: hãy bắt đầu và thay đổi lượt chạy ở cửa sổ kia.</translation>
  </message>
  <message>
   <source>baseline, epoch {epoch:d} of {epochs:d}</source>
   <translation>đối chứng, epoch {epoch:d}/{epochs:d}</translation>
  </message>
  <message>
   <source>epoch {epoch:d} of {epochs:d}</source>
   <translation>epoch {epoch:d}/{epochs:d}</translation>
  </message>
  <message>
   <source>measuring</source>
   <translation>đang đo</translation>
  </message>
  <message>
   <source>preparing</source>
   <translation>đang chuẩn bị</translation>
  </message>
  <message>
   <source>All settings</source>
   <translation>Mọi thiết lập</translation>
  </message>
  <message>
   <source>Goes back to the cards; all changes stay.</source>
   <translation>Quay lại các khung; mọi thay đổi được giữ nguyên.</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>Mặc định</translation>
  </message>
  <message>
   <source>{setting}: default</source>
   <translation>{setting}: mặc định</translation>
  </message>
  <message>
   <source>Leaves this to the method, or to the teacher's file.</source>
   <translation>Để phương pháp, hoặc tệp của thầy, quyết định giá trị này.</translation>
  </message>
  <message>
   <source>red</source>
   <translation>đỏ</translation>
  </message>
  <message>
   <source>green</source>
   <translation>lục</translation>
  </message>
  <message>
   <source>blue</source>
   <translation>lam</translation>
  </message>
  <message>
   <source>Distillation</source>
   <translation>Chưng cất</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Huấn luyện</translation>
  </message>
  <message>
   <source>How the teacher's file is read</source>
   <translation>Cách đọc tệp của thầy</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Có</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Không có</translation>
  </message>
  <message>
   <source>Before you start</source>
   <translation>Trước khi bắt đầu</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Hiện hết</translation>
  </message>
  <message>
   <source>Shows every class in the table, or only the first ones.</source>
   <translation>Hiện mọi lớp trong bảng, hoặc chỉ những lớp đầu.</translation>
  </message>
  <message>
   <source>Start distilling</source>
   <translation>Bắt đầu chưng cất</translation>
  </message>
  <message>
   <source>Queues the run and shows it (Ctrl+Return).</source>
   <translation>Đưa lượt chạy vào hàng đợi và hiển thị (Ctrl+Return).</translation>
  </message>
  <message>
   <source>1 problem</source>
   <translation>1 vấn đề</translation>
  </message>
  <message>
   <source>{count} problems</source>
   <translation>{count} vấn đề</translation>
  </message>
  <message>
   <source>Not complete</source>
   <translation>Chưa đầy đủ</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Đang đọc…</translation>
  </message>
  <message>
   <source>Suggested pairs: {count:,}</source>
   <translation>Cặp gợi ý: {count:,}</translation>
  </message>
  <message>
   <source>{count:,} without a pair</source>
   <translation>{count:,} chưa có cặp</translation>
  </message>
  <message>
   <source>Show fewer</source>
   <translation>Hiện bớt</translation>
  </message>
  <message>
   <source>Show all {count:,}</source>
   <translation>Hiện cả {count:,}</translation>
  </message>
  <message>
   <source>Starts when {name} is done.</source>
   <translation>Bắt đầu khi {name} xong.</translation>
  </message>
  <message>
   <source>Runs in the background, can be resumed.</source>
   <translation>Chạy ngầm, có thể dừng rồi chạy tiếp.</translation>
  </message>
  <message>
   <source>Another window of KD Studio works with this data folder: start the run there.</source>
   <translation>Một cửa sổ KD Studio khác đang dùng thư mục dữ liệu này: hãy bắt đầu lượt chạy ở đó.</translation>
  </message>
  <message>
   <source>fine</source>
   <translation>ổn</translation>
  </message>
  <message>
   <source>to know</source>
   <translation>cần biết</translation>
  </message>
  <message>
   <source>warning</source>
   <translation>cảnh báo</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>đang chờ</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Thời gian</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Bộ nhớ</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>Đĩa</translation>
  </message>
  <message>
   <source>for the teacher alone</source>
   <translation>chỉ riêng cho thầy</translation>
  </message>
  <message>
   <source>student {student}, baseline {baseline}</source>
   <translation>trò {student}, đối chứng {baseline}</translation>
  </message>
  <message>
   <source>{need:.1f} of {total:.0f} GB</source>
   <translation>{need:.1f} trên {total:.0f} GB</translation>
  </message>
  <message>
   <source>{need}, {free} free</source>
   <translation>{need}, còn trống {free}</translation>
  </message>
  <message>
   <source>Takes the suggested pairs as they stand in the table.</source>
   <translation>Nhận các cặp gợi ý như trong bảng.</translation>
  </message>
  <message>
   <source>Trains the same student without the teacher as well.</source>
   <translation>Huấn luyện thêm cùng mô hình trò đó mà không có thầy.</translation>
  </message>
  <message>
   <source>Changes the image size of the recipe.</source>
   <translation>Thay đổi cỡ ảnh của công thức.</translation>
  </message>
  <message>
   <source>Changes the recipe.</source>
   <translation>Thay đổi công thức.</translation>
  </message>
  <message>
   <source>Sizes of the family</source>
   <translation>Các cỡ của dòng</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Cỡ</translation>
  </message>
  <message>
   <source>Compute per image</source>
   <translation>Tính toán mỗi ảnh</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Tệp</translation>
  </message>
  <message>
   <source>Scale {scale}</source>
   <translation>Cỡ {scale}</translation>
  </message>
  <message>
   <source>Take this scale.</source>
   <translation>Chọn cỡ này.</translation>
  </message>
  <message>
   <source>Teacher class</source>
   <translation>Lớp của thầy</translation>
  </message>
  <message>
   <source>Dataset class</source>
   <translation>Lớp của dữ liệu</translation>
  </message>
  <message>
   <source>Matched by name. Enter or F2 chooses another class of the teacher.</source>
   <translation>Khớp theo tên. Nhấn Enter hoặc F2 để chọn lớp khác của thầy.</translation>
  </message>
  <message>
   <source>Chosen. Enter or F2 chooses another class of the teacher.</source>
   <translation>Đã chọn. Nhấn Enter hoặc F2 để chọn lớp khác của thầy.</translation>
  </message>
  <message>
   <source>Only suggested, because the names are alike. Enter or F2 chooses another class.</source>
   <translation>Chỉ là gợi ý, vì tên giống nhau. Nhấn Enter hoặc F2 để chọn lớp khác.</translation>
  </message>
  <message>
   <source>Learned from hard labels alone. Enter or F2 chooses a class of the teacher.</source>
   <translation>Chỉ học từ nhãn cứng. Nhấn Enter hoặc F2 để chọn một lớp của thầy.</translation>
  </message>
  <message>
   <source>Classes of the dataset and of the teacher</source>
   <translation>Các lớp của tập dữ liệu và của thầy</translation>
  </message>
  <message>
   <source>none (hard labels alone)</source>
   <translation>không (chỉ nhãn cứng)</translation>
  </message>
  <message>
   <source>Teacher class for {name}</source>
   <translation>Lớp của thầy cho {name}</translation>
  </message>
  <message>
   <source>A folder of class folders</source>
   <translation>Thư mục gồm các thư mục lớp</translation>
  </message>
  <message>
   <source>A folder with a folder of images for each class: type its path, drop it here, or choose it.</source>
   <translation>Thư mục có một thư mục ảnh cho mỗi lớp: nhập đường dẫn, thả vào đây, hoặc chọn.</translation>
  </message>
  <message>
   <source>Bundled sample: {name}</source>
   <translation>Bộ mẫu đi kèm: {name}</translation>
  </message>
  <message>
   <source>Add unlabelled…</source>
   <translation>Thêm ảnh chưa nhãn…</translation>
  </message>
  <message>
   <source>Adds a folder of images without labels: the teacher's soft labels teach them.</source>
   <translation>Thêm một thư mục ảnh không có nhãn: nhãn mềm của thầy sẽ dạy cho các ảnh này.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Gỡ bỏ</translation>
  </message>
  <message>
   <source>Leaves the unlabelled images out.</source>
   <translation>Không dùng các ảnh chưa nhãn.</translation>
  </message>
  <message>
   <source>An image of each class</source>
   <translation>Một ảnh của mỗi lớp</translation>
  </message>
  <message>
   <source>Images of each class. The arrow keys go through the classes; where they are many, they stand from the largest to the smallest.</source>
   <translation>Số ảnh của mỗi lớp. Các phím mũi tên lần lượt đi qua các lớp; khi có nhiều lớp, chúng được xếp từ lớn nhất đến nhỏ nhất.</translation>
  </message>
  <message>
   <source>A folder of images without labels</source>
   <translation>Thư mục ảnh không có nhãn</translation>
  </message>
  <message>
   <source>Sample {name}</source>
   <translation>Bộ mẫu {name}</translation>
  </message>
  <message>
   <source>{count:,} · {classes:,} classes</source>
   <translation>{count:,} · {classes:,} lớp</translation>
  </message>
  <message>
   <source>Training {count:,}</source>
   <translation>Huấn luyện {count:,}</translation>
  </message>
  <message>
   <source>Validation {count:,}</source>
   <translation>Kiểm định {count:,}</translation>
  </message>
  <message>
   <source>Or drop a folder here.</source>
   <translation>Hoặc thả thư mục vào đây.</translation>
  </message>
  <message>
   <source>+ {count:,} unlabelled images</source>
   <translation>+ {count:,} ảnh chưa nhãn</translation>
  </message>
  <message>
   <source>{name}: training {train:,}, validation {val:,}</source>
   <translation>{name}: huấn luyện {train:,}, kiểm định {val:,}</translation>
  </message>
  <message>
   <source>{count} things to know: {first}</source>
   <translation>{count} điều cần biết: {first}</translation>
  </message>
  <message>
   <source>Teacher for {name}</source>
   <translation>Thầy cho {name}</translation>
  </message>
  <message>
   <source>Use settings of a run…</source>
   <translation>Dùng thiết lập của lượt chạy…</translation>
  </message>
  <message>
   <source>Takes over every setting of a run that is there already.</source>
   <translation>Lấy toàn bộ thiết lập của một lượt chạy đã có.</translation>
  </message>
  <message>
   <source>Name of the run</source>
   <translation>Tên lượt chạy</translation>
  </message>
  <message>
   <source>The run's name; empty it to have it put together from dataset, teacher and student.</source>
   <translation>Tên của lượt chạy; để trống thì tên được ghép từ tập dữ liệu, thầy và trò.</translation>
  </message>
  <message>
   <source>There is no run yet.</source>
   <translation>Chưa có lượt chạy nào.</translation>
  </message>
  <message>
   <source>Teacher's weight α</source>
   <translation>Trọng số của thầy α</translation>
  </message>
  <message>
   <source>Teacher's weight</source>
   <translation>Trọng số của thầy</translation>
  </message>
  <message>
   <source>Other classes' weight β</source>
   <translation>Trọng số lớp khác β</translation>
  </message>
  <message>
   <source>Weight between classes β</source>
   <translation>Trọng số giữa các lớp β</translation>
  </message>
  <message>
   <source>The student imitates the teacher's probabilities.</source>
   <translation>Mô hình trò bắt chước các xác suất của thầy.</translation>
  </message>
  <message>
   <source>The target class and all others are taught apart.</source>
   <translation>Lớp đích và mọi lớp khác được dạy tách riêng.</translation>
  </message>
  <message>
   <source>Taught is how soft labels correlate, not their values.</source>
   <translation>Dạy sự tương quan giữa các nhãn mềm, không dạy giá trị.</translation>
  </message>
  <message>
   <source>Taught is the pattern of the logits, not their scale.</source>
   <translation>Dạy hình dạng của các logit, không dạy thang độ lớn.</translation>
  </message>
  <message>
   <source>The student imitates the teacher's top class alone.</source>
   <translation>Mô hình trò chỉ bắt chước lớp cao nhất của thầy.</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Công thức</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Mẫu đặt sẵn</translation>
  </message>
  <message>
   <source>Shows every setting of the recipe.</source>
   <translation>Hiện mọi thiết lập của công thức.</translation>
  </message>
  <message>
   <source>T = {temperature:g}</source>
   <translation>T = {temperature:g}</translation>
  </message>
  <message>
   <source>Softens both networks' outputs; at 1 they stay as they are.</source>
   <translation>Làm mềm đầu ra của cả hai mạng; ở mức 1, đầu ra giữ nguyên.</translation>
  </message>
  <message>
   <source>Higher: the teacher shows more of its doubts.</source>
   <translation>Càng cao, thầy càng lộ rõ những chỗ phân vân.</translation>
  </message>
  <message>
   <source>How much the teacher's soft labels count.</source>
   <translation>Mức ảnh hưởng của nhãn mềm từ thầy.</translation>
  </message>
  <message>
   <source>Also train a baseline without the teacher</source>
   <translation>Huấn luyện thêm mô hình đối chứng không có thầy</translation>
  </message>
  <message>
   <source>Only a student of the same kind, trained alone, shows whether the teacher helped.</source>
   <translation>Chỉ một mô hình trò cùng loại, huấn luyện một mình, mới cho thấy thầy có giúp ích không.</translation>
  </message>
  <message>
   <source>Same student, seed and epochs. It tells whether the teacher helped.</source>
   <translation>Cùng trò, hạt giống và số epoch: cho biết thầy có giúp ích không.</translation>
  </message>
  <message>
   <source>Hard label: {name}</source>
   <translation>Nhãn cứng: {name}</translation>
  </message>
  <message>
   <source>What temperature does to one soft label (an example)</source>
   <translation>Nhiệt độ làm thay đổi một nhãn mềm ra sao (ví dụ)</translation>
  </message>
  <message>
   <source>Drawn for illustration: with teacher and dataset, one of their own stands here.</source>
   <translation>Hình minh họa: khi đã có thầy và tập dữ liệu, một nhãn mềm thực sự sẽ hiện ở đây.</translation>
  </message>
  <message>
   <source>The teacher's own output for one image of the dataset.</source>
   <translation>Đầu ra của chính mô hình thầy cho một ảnh của tập dữ liệu.</translation>
  </message>
  <message>
   <source>{teacher:.0f} % teacher, {hard:.0f} % hard labels.</source>
   <translation>{teacher:.0f} % theo thầy, {hard:.0f} % theo nhãn cứng.</translation>
  </message>
  <message>
   <source>The hard labels weigh {hard:.2g}, by α in All settings.</source>
   <translation>Nhãn cứng có trọng số {hard:.2g}, theo α trong Mọi thiết lập.</translation>
  </message>
  <message>
   <source>How much the classes that are not the target teach.</source>
   <translation>Các lớp không phải lớp đích dạy được bao nhiêu.</translation>
  </message>
  <message>
   <source>How much the order of the classes within an image teaches.</source>
   <translation>Thứ tự các lớp trong một ảnh dạy được bao nhiêu.</translation>
  </message>
  <message>
   <source>nano, the smallest</source>
   <translation>nano, nhỏ nhất</translation>
  </message>
  <message>
   <source>small</source>
   <translation>nhỏ</translation>
  </message>
  <message>
   <source>medium</source>
   <translation>vừa</translation>
  </message>
  <message>
   <source>large</source>
   <translation>lớn</translation>
  </message>
  <message>
   <source>extra large</source>
   <translation>rất lớn</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Dòng</translation>
  </message>
  <message>
   <source>A family of networks of the Ultralytics catalogue, or a file of your own.</source>
   <translation>Một dòng mạng trong danh mục của Ultralytics, hoặc một tệp riêng.</translation>
  </message>
  <message>
   <source>Start from</source>
   <translation>Khởi tạo</translation>
  </message>
  <message>
   <source>Scratch</source>
   <translation>Từ đầu</translation>
  </message>
  <message>
   <source>Pretrained</source>
   <translation>Có sẵn</translation>
  </message>
  <message>
   <source>The student begins with random weights: nothing is downloaded.</source>
   <translation>Mô hình trò bắt đầu với trọng số ngẫu nhiên: không cần tải gì về.</translation>
  </message>
  <message>
   <source>The student begins with weights trained on ImageNet; they are downloaded when the run begins.</source>
   <translation>Mô hình trò bắt đầu với trọng số đã huấn luyện trên ImageNet; trọng số được tải về khi lượt chạy bắt đầu.</translation>
  </message>
  <message>
   <source>A .yaml or .pt file</source>
   <translation>Tệp .yaml hoặc .pt</translation>
  </message>
  <message>
   <source>Sizes…</source>
   <translation>Các cỡ…</translation>
  </message>
  <message>
   <source>Shows what every scale of the family costs with this dataset.</source>
   <translation>Cho biết mỗi cỡ của dòng tốn bao nhiêu với tập dữ liệu này.</translation>
  </message>
  <message>
   <source>Compute</source>
   <translation>Tính toán</translation>
  </message>
  <message>
   <source>{family} classify</source>
   <translation>{family} classify</translation>
  </message>
  <message>
   <source>Own file…</source>
   <translation>Tệp riêng…</translation>
  </message>
  <message>
   <source>Reading the model…</source>
   <translation>Đang đọc mô hình…</translation>
  </message>
  <message>
   <source>Against the teacher</source>
   <translation>So với mô hình thầy</translation>
  </message>
  <message>
   <source>What it costs</source>
   <translation>Chi phí</translation>
  </message>
  <message>
   <source>{times:.1f}× more</source>
   <translation>gấp {times:.1f}×</translation>
  </message>
  <message>
   <source>{times:.1f}× fewer</source>
   <translation>ít hơn {times:.1f}×</translation>
  </message>
  <message>
   <source>{times:.1f}× less</source>
   <translation>nhẹ hơn {times:.1f}×</translation>
  </message>
  <message>
   <source>{times:.1f}× smaller</source>
   <translation>nhỏ hơn {times:.1f}×</translation>
  </message>
  <message>
   <source>A .pt or .onnx file</source>
   <translation>Tệp .pt hoặc .onnx</translation>
  </message>
  <message>
   <source>A trained classifier, .pt or .onnx: type its path, drop it here, or choose it with the folder sign.</source>
   <translation>Mạng phân loại đã huấn luyện, .pt hoặc .onnx: nhập đường dẫn, thả vào đây, hoặc chọn bằng biểu tượng thư mục.</translation>
  </message>
  <message>
   <source>Train one first</source>
   <translation>Huấn luyện trước</translation>
  </message>
  <message>
   <source>Trains a larger network on this dataset, and then teaches the student with it.</source>
   <translation>Huấn luyện một mạng lớn hơn trên tập dữ liệu này, rồi dùng mạng đó để dạy mô hình trò.</translation>
  </message>
  <message>
   <source>Task</source>
   <translation>Nhiệm vụ</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Số lớp</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>Ảnh đầu vào</translation>
  </message>
  <message>
   <source>Accuracy here</source>
   <translation>Độ chính xác</translation>
  </message>
  <message>
   <source>How often the teacher is right on validation images of the dataset, over the paired classes.</source>
   <translation>Tỷ lệ mô hình thầy đoán đúng trên các ảnh kiểm định của tập dữ liệu, tính trên các lớp đã ghép cặp.</translation>
  </message>
  <message>
   <source>Floating-point operations for one image; a multiplication with its addition counts as two.</source>
   <translation>Số phép tính dấu phẩy động cho một ảnh; một phép nhân cùng phép cộng của nó tính là hai.</translation>
  </message>
  <message>
   <source>Trained first</source>
   <translation>Huấn luyện trước</translation>
  </message>
  <message>
   <source>Classify</source>
   <translation>Phân loại</translation>
  </message>
  <message>
   <source>{size} × {size} px</source>
   <translation>{size} × {size} px</translation>
  </message>
  <message>
   <source>{share:.1f} % · {correct:,} of {images:,}</source>
   <translation>{share:.1f} % · {correct:,}/{images:,} ảnh</translation>
  </message>
  <message>
   <source>trying it…</source>
   <translation>đang thử…</translation>
  </message>
  <message>
   <source>known after pairing</source>
   <translation>biết sau khi ghép cặp</translation>
  </message>
  <message>
   <source>Cannot be used</source>
   <translation>Không dùng được</translation>
  </message>
  <message>
   <source>Trained on this dataset before the student.</source>
   <translation>Được huấn luyện trên tập dữ liệu này trước mô hình trò.</translation>
  </message>
  <message>
   <source>Or drop a file here.</source>
   <translation>Hoặc thả tệp vào đây.</translation>
  </message>
  <message>
   <source>Bundled with the sample</source>
   <translation>Đi kèm bộ mẫu</translation>
  </message>
  <message>
   <source>The network that this run trained</source>
   <translation>Mạng do lượt chạy này huấn luyện</translation>
  </message>
  <message>
   <source>From a file</source>
   <translation>Từ tệp</translation>
  </message>
  <message>
   <source>Run {name}</source>
   <translation>Lượt chạy {name}</translation>
  </message>
  <message>
   <source>The network of a run</source>
   <translation>Mạng của một lượt chạy</translation>
  </message>
  <message>
   <source>Pretrained on ImageNet (is downloaded)</source>
   <translation>Huấn luyện sẵn trên ImageNet (sẽ tải về)</translation>
  </message>
  <message>
   <source>Teacher's network</source>
   <translation>Mạng của thầy</translation>
  </message>
  <message>
   <source>A larger network than the student; pretrained weights are downloaded when it starts.</source>
   <translation>Một mạng lớn hơn mô hình trò; trọng số huấn luyện sẵn được tải về khi bắt đầu.</translation>
  </message>
  <message>
   <source>Teacher's epochs</source>
   <translation>Số epoch của thầy</translation>
  </message>
  <message>
   <source>How often the teacher's training goes through all images.</source>
   <translation>Số lần việc huấn luyện mô hình thầy đi qua toàn bộ ảnh.</translation>
  </message>
  <message>
   <source>{network}, pretrained</source>
   <translation>{network}, huấn luyện sẵn</translation>
  </message>
  <message>
   <source>Teach a small model what a big one knows</source>
   <translation>Dạy một mô hình nhỏ những gì mô hình lớn biết</translation>
  </message>
  <message>
   <source>Everything stays on this computer.</source>
   <translation>Mọi thứ đều ở lại trên máy này.</translation>
  </message>
  <message>
   <source>{name} is neither a model (.pt, .onnx) nor a dataset (a folder or a YOLO data file): drop one of these.</source>
   <translation>{name} không phải là mô hình (.pt, .onnx) cũng không phải tập dữ liệu (thư mục hoặc tệp dữ liệu YOLO): hãy thả một trong hai loại này.</translation>
  </message>
  <message>
   <source>Try the sample</source>
   <translation>Thử bộ mẫu</translation>
  </message>
  <message>
   <source>Emoji drawings. Watch a small student learn from a teacher that is right 99.3 % of the time.</source>
   <translation>Hình vẽ emoji. Hãy xem một mô hình trò nhỏ học từ mô hình thầy đoán đúng 99,3 % số lần.</translation>
  </message>
  <message>
   <source>Run the sample</source>
   <translation>Chạy bộ mẫu</translation>
  </message>
  <message>
   <source>Starts the sample run and shows it live (Ctrl+Return).</source>
   <translation>Bắt đầu lượt chạy mẫu và hiển thị trực tiếp (Ctrl+Return).</translation>
  </message>
  <message>
   <source>Another window works with this data folder: run the sample there.</source>
   <translation>Một cửa sổ khác đang dùng thư mục dữ liệu này: hãy chạy bộ mẫu ở đó.</translation>
  </message>
  <message>
   <source>96 labelled and 2,208 unlabelled images, 24 classes</source>
   <translation>96 ảnh có nhãn và 2.208 ảnh chưa nhãn, 24 lớp</translation>
  </message>
  <message>
   <source>About 2 minutes on this computer</source>
   <translation>Khoảng 2 phút trên máy này</translation>
  </message>
  <message>
   <source>Nothing is downloaded</source>
   <translation>Không cần tải gì về</translation>
  </message>
  <message>
   <source>A drawing of the sample: {name}</source>
   <translation>Một hình vẽ của bộ mẫu: {name}</translation>
  </message>
  <message>
   <source>Student, after learning</source>
   <translation>Trò, sau khi học</translation>
  </message>
  <message>
   <source>Soft labels of one image of the sample: class, teacher, student</source>
   <translation>Nhãn mềm của một ảnh trong bộ mẫu: lớp, thầy, trò</translation>
  </message>
  <message>
   <source>probability at T = {temperature:.0f}, %</source>
   <translation>xác suất ở T = {temperature:.0f}, %</translation>
  </message>
  <message>
   <source>Distil my own model</source>
   <translation>Chưng cất mô hình riêng</translation>
  </message>
  <message>
   <source>Set up a run</source>
   <translation>Tạo lượt chạy</translation>
  </message>
  <message>
   <source>Opens the page where teacher, student, dataset and recipe are chosen.</source>
   <translation>Mở trang để chọn thầy, trò, tập dữ liệu và công thức.</translation>
  </message>
  <message>
   <source>a .pt or .onnx file, or train one on your images first</source>
   <translation>tệp .pt hoặc .onnx, hoặc huấn luyện trước trên ảnh sẵn có</translation>
  </message>
  <message>
   <source>YOLO11 or YOLO26, from n to x, or a checkpoint of yours</source>
   <translation>YOLO11 hoặc YOLO26, từ n đến x, hoặc một điểm lưu riêng</translation>
  </message>
  <message>
   <source>a folder of class folders, or a YOLO data file</source>
   <translation>thư mục gồm các thư mục lớp, hoặc tệp dữ liệu YOLO</translation>
  </message>
  <message>
   <source>or drop a model or a folder here</source>
   <translation>hoặc thả mô hình hay thư mục vào đây</translation>
  </message>
  <message>
   <source>Drop target for a model or a folder</source>
   <translation>Vùng thả mô hình hoặc thư mục</translation>
  </message>
  <message>
   <source>A model becomes the teacher, a folder the dataset; both may be dropped at once.</source>
   <translation>Mô hình sẽ thành thầy, thư mục thành tập dữ liệu; có thể thả cả hai cùng lúc.</translation>
  </message>
  <message>
   <source>1  The teacher says how sure it is</source>
   <translation>1  Thầy cho biết mình chắc đến đâu</translation>
  </message>
  <message>
   <source>Not just “lion”, but “lion, and a little like a tiger”. That is a soft label.</source>
   <translation>Không chỉ “sư tử”, mà là “sư tử, và hơi giống hổ”. Đó là nhãn mềm.</translation>
  </message>
  <message>
   <source>2  The student imitates it</source>
   <translation>2  Trò bắt chước thầy</translation>
  </message>
  <message>
   <source>It learns the doubts too, and you see both side by side as it learns.</source>
   <translation>Trò học cả những chỗ phân vân, và có thể xem cả hai cạnh nhau trong lúc học.</translation>
  </message>
  <message>
   <source>3  You get a small, proven model</source>
   <translation>3  Nhận mô hình nhỏ, đã kiểm chứng</translation>
  </message>
  <message>
   <source>Measured against its teacher, and against the same student without one.</source>
   <translation>Được đo so với mô hình thầy, và so với cùng mô hình trò khi không có thầy.</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>Cách hoạt động</translation>
  </message>
  <message>
   <source>None yet. Each run will stand here with its result in one line, and interrupted ones with Resume.</source>
   <translation>Chưa có lượt nào. Mỗi lượt chạy sẽ hiện ở đây với kết quả trên một dòng, lượt bị gián đoạn có nút Chạy tiếp.</translation>
  </message>
  <message>
   <source>Recent runs</source>
   <translation>Lượt gần đây</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Chạy tiếp</translation>
  </message>
  <message>
   <source>Goes on after the last whole epoch.</source>
   <translation>Chạy tiếp từ sau epoch trọn vẹn cuối cùng.</translation>
  </message>
  <message>
   <source>Opens the run {name}.</source>
   <translation>Mở lượt chạy {name}.</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>Đang chạy</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>Đang chờ</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Tạm dừng</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Đã xong</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Thất bại</translation>
  </message>
  <message>
   <source>Interrupted</source>
   <translation>Gián đoạn</translation>
  </message>
  <message>
   <source>It starts when its turn comes.</source>
   <translation>Bắt đầu khi đến lượt.</translation>
  </message>
  <message>
   <source>{done} of {planned} epochs are over.</source>
   <translation>Đã qua {done} trên {planned} epoch.</translation>
  </message>
  <message>
   <source>It keeps its place after epoch {done} of {planned}.</source>
   <translation>Lượt này giữ nguyên vị trí sau epoch {done} trên {planned}.</translation>
  </message>
  <message>
   <source>It has finished; its networks were not measured.</source>
   <translation>Lượt này đã xong; các mạng của nó chưa được đo.</translation>
  </message>
  <message>
   <source>Begin with it: it has the fewest settings, and most comparisons start from it.</source>
   <translation>Nên bắt đầu với phương pháp này: nó có ít thiết lập nhất, và phần lớn các so sánh đều xuất phát từ nó.</translation>
  </message>
  <message>
   <source>Try it when the teacher is nearly always sure, so that ordinary soft labels say little.</source>
   <translation>Thử khi mô hình thầy gần như luôn chắc chắn, khiến nhãn mềm thông thường cho biết rất ít.</translation>
  </message>
  <message>
   <source>Try it when the student stays far from the teacher in KL although it trains long enough.</source>
   <translation>Thử khi mô hình trò vẫn xa mô hình thầy về phân kỳ KL dù đã huấn luyện đủ lâu.</translation>
  </message>
  <message>
   <source>Try it when the scales of the two networks' logits differ much, as across architectures.</source>
   <translation>Thử khi thang logit của hai mạng khác nhau nhiều, chẳng hạn giữa các kiến trúc khác nhau.</translation>
  </message>
  <message>
   <source>Take it as a control: what it lacks against KD is what the soft labels are worth.</source>
   <translation>Dùng làm phép đối chiếu: phần nó thua kém KD chính là giá trị của nhãn mềm.</translation>
  </message>
  <message>
   <source>Soft labels</source>
   <translation>Nhãn mềm</translation>
  </message>
  <message>
   <source>A hard label names one class and says nothing of the others. A soft label is what a network answers: a probability for each class, the softmax of its logits. For a drawing of a lion it may say 88 % lion, 7 % tiger, 5 % cat. The order of the wrong classes is information too: this lion looks more like a tiger than like a bus.</source>
   <translation>Nhãn cứng nêu tên một lớp và không nói gì về các lớp khác. Nhãn mềm là câu trả lời của một mạng: một xác suất cho mỗi lớp, tức softmax của các logit. Với một hình vẽ sư tử, nhãn mềm có thể là 88 % sư tử, 7 % hổ, 5 % mèo. Thứ tự của các lớp sai cũng là thông tin: con sư tử này giống hổ hơn giống xe buýt.</translation>
  </message>
  <message>
   <source>Distillation trains a small network, the student, to give the soft labels of a large one, the teacher. Each image then says more than one class name: how sure to be, and between which classes to hesitate. As the teacher makes the labels, images that nobody has labelled teach as well; in the sample these are 2,208 of 2,304 training images.</source>
   <translation>Chưng cất huấn luyện một mạng nhỏ, mô hình trò, để cho ra các nhãn mềm của một mạng lớn, mô hình thầy. Nhờ vậy mỗi ảnh nói được nhiều hơn một tên lớp: nên chắc chắn đến đâu, và nên phân vân giữa những lớp nào. Vì nhãn do mô hình thầy tạo ra, ảnh chưa ai gán nhãn cũng dạy được; trong bộ mẫu có 2.208 ảnh như thế trên 2.304 ảnh huấn luyện.</translation>
  </message>
  <message>
   <source>Label smoothing also softens a label, but by the same amount for every wrong class: it says nothing about the image. A teacher that was trained with it has flatter, less telling soft labels, and its students were found to learn less.</source>
   <translation>Làm mượt nhãn (label smoothing) cũng làm mềm nhãn, nhưng cùng một lượng cho mọi lớp sai: nó không nói gì về bức ảnh. Mô hình thầy được huấn luyện theo cách đó có nhãn mềm phẳng hơn, ít thông tin hơn, và các mô hình trò của nó được ghi nhận là học được ít hơn.</translation>
  </message>
  <message>
   <source>In the chart, choose an image. The dashed outline is its hard label; the entropy below measures how much the teacher hesitates.</source>
   <translation>Hãy chọn một ảnh trong biểu đồ. Đường viền nét đứt là nhãn cứng của ảnh; entropy ở bên dưới đo mức độ phân vân của mô hình thầy.</translation>
  </message>
  <message>
   <source>A well trained teacher is often so sure that its soft label is almost the hard one. The small probabilities are there, but too small to weigh in a loss. Temperature brings them out: all logits are divided by T before the softmax, p = softmax(z / T). T = 1 is what the network says; a larger T makes the label softer. The order of the classes never changes, and with T growing without end all classes become equal.</source>
   <translation>Mô hình thầy được huấn luyện tốt thường chắc chắn đến mức nhãn mềm của nó gần như trùng với nhãn cứng. Các xác suất nhỏ vẫn có đó, nhưng quá nhỏ để có sức nặng trong hàm mất mát. Nhiệt độ làm chúng lộ rõ: mọi logit được chia cho T trước softmax, p = softmax(z / T). T = 1 là đúng câu trả lời của mạng; T càng lớn, nhãn càng mềm. Thứ tự các lớp không bao giờ đổi, và khi T tăng vô hạn, mọi lớp trở nên bằng nhau.</translation>
  </message>
  <message>
   <source>Teacher and student are softened by the same T in training, and only there: accuracy and all reported figures are at T = 1. The gradient of the soft part shrinks about as 1 / T², so the loss is multiplied by T² to keep its balance with the hard part when T changes. For the same reason KL divergences at different temperatures cannot be compared with each other.</source>
   <translation>Mô hình thầy và mô hình trò được làm mềm với cùng một T trong huấn luyện, và chỉ ở đó: độ chính xác và mọi số liệu báo cáo đều ở T = 1. Gradient của phần nhãn mềm giảm xấp xỉ theo 1 / T², vì vậy mất mát này được nhân với T² để giữ cân bằng với phần nhãn cứng khi T thay đổi. Cũng vì lý do đó, không thể so sánh với nhau các phân kỳ KL ở những nhiệt độ khác nhau.</translation>
  </message>
  <message>
   <source>There is no best T for all tasks. T = 4 is a usual start with ten to a hundred classes; too high, and the student copies the noise of very unlikely classes. Move the slider: entropy, in bits, grows from near 0 towards its limit, the logarithm of the number of classes.</source>
   <translation>Không có T nào tốt nhất cho mọi bài toán. T = 4 là điểm khởi đầu thường dùng với mười đến một trăm lớp; nếu quá cao, mô hình trò chép lại nhiễu của những lớp rất khó xảy ra. Hãy kéo thanh trượt: entropy, tính bằng bit, tăng từ gần 0 đến giới hạn của nó, tức logarit của số lớp.</translation>
  </message>
  <message>
   <source>Dark knowledge</source>
   <translation>Kiến thức tối</translation>
  </message>
  <message>
   <source>Hinton called dark knowledge what a network knows and its top class does not show: how it shares the rest of the probability among the wrong classes. Averaged over all images of one class it becomes a portrait of that class: which others it resembles, and how much. Averaged for every class it is the matrix on a run's Dark knowledge tab.</source>
   <translation>Hinton gọi kiến thức tối là những gì một mạng biết mà lớp cao nhất không thể hiện: cách nó chia phần xác suất còn lại cho các lớp sai. Lấy trung bình trên mọi ảnh của một lớp, nó thành chân dung của lớp đó: lớp này giống những lớp nào, và giống đến đâu. Lấy trung bình cho từng lớp, nó là ma trận trên thẻ Kiến thức tối của một lượt chạy.</translation>
  </message>
  <message>
   <source>It can be enough to learn a class from. In the paper that introduced distillation, a student that had never seen a handwritten 3 got 98.6 % of the test set's threes right, once one bias had been corrected: the soft labels of the other digits had told it what a 3 looks like.</source>
   <translation>Chừng đó có thể đủ để học một lớp. Trong bài báo giới thiệu phép chưng cất, một mô hình trò chưa từng thấy chữ số 3 viết tay đã trả lời đúng 98,6 % số chữ số 3 trong tập kiểm tra, sau khi chỉnh lại một độ chệch (bias): nhãn mềm của các chữ số khác đã cho nó biết số 3 trông ra sao.</translation>
  </message>
  <message>
   <source>Dark knowledge is not the truth. A teacher that goes by the background or by colour passes that on too, and a pair that it confuses its student will confuse. Look at the images behind a strong pair before you trust it.</source>
   <translation>Kiến thức tối không phải là sự thật. Mô hình thầy dựa vào nền hay màu sắc cũng truyền lại cả điều đó, và cặp lớp nào thầy nhầm thì trò cũng sẽ nhầm. Hãy xem các ảnh đứng sau một cặp nổi bật trước khi tin vào nó.</translation>
  </message>
  <message>
   <source>Choose a class: the bars are its nearest other classes, for teacher and student. At T = 1 a sure teacher shows little; raise the temperature to see what the student was trained on.</source>
   <translation>Hãy chọn một lớp: các cột là những lớp khác gần nó nhất, theo mô hình thầy và mô hình trò. Ở T = 1, mô hình thầy chắc chắn cho thấy rất ít; hãy tăng nhiệt độ để thấy mô hình trò đã được huấn luyện trên những gì.</translation>
  </message>
  <message>
   <source>Which loss when</source>
   <translation>Chọn hàm mất mát</translation>
  </message>
  <message>
   <source>Every method here adds a soft part, which compares the student with the teacher, to the hard part, the cross-entropy with the label. In KD, α sets the mixture: at 0 the teacher is not heard, at 1 the labels are not. Images without a label count in the soft part alone. Use a high α when labels are few or doubtful and the teacher is good, a low one when the teacher is hardly better than the student.</source>
   <translation>Mọi phương pháp ở đây đều cộng một phần nhãn mềm, so mô hình trò với mô hình thầy, vào phần nhãn cứng, tức entropy chéo với nhãn. Trong KD, α quyết định tỷ lệ pha trộn: ở 0 thì không nghe mô hình thầy, ở 1 thì không nghe nhãn. Ảnh chưa nhãn chỉ được tính trong phần nhãn mềm. Nên dùng α cao khi nhãn ít hoặc đáng ngờ và mô hình thầy tốt, dùng α thấp khi mô hình thầy chỉ nhỉnh hơn mô hình trò.</translation>
  </message>
  <message>
   <source>The chart mixes the two parts for one image and the finished student. Where both lines are low there is little left to learn; where the soft part is high and the hard one low, the student has the right class but not yet the teacher's doubts.</source>
   <translation>Biểu đồ pha trộn hai phần cho một ảnh và mô hình trò đã huấn luyện xong. Chỗ nào cả hai đường đều thấp thì còn ít điều để học; chỗ nào phần nhãn mềm cao còn phần nhãn cứng thấp thì mô hình trò đã có lớp đúng nhưng chưa có những phân vân của mô hình thầy.</translation>
  </message>
  <message>
   <source>Distillation, pruning, quantization</source>
   <translation>Chưng cất, cắt tỉa, lượng tử hóa</translation>
  </message>
  <message>
   <source>Three ways to a smaller model, and each takes something else away. Distillation takes another network: fewer layers and channels, trained by the large one. Pruning takes weights out of a network: single ones, or whole channels. Quantization keeps all weights but spends fewer bits on each, 8 instead of 32.</source>
   <translation>Có ba cách để có mô hình nhỏ hơn, và mỗi cách bỏ đi một thứ khác nhau. Chưng cất lấy một mạng khác: ít tầng và ít kênh hơn, do mạng lớn huấn luyện. Cắt tỉa bỏ bớt trọng số khỏi mạng: từng trọng số riêng lẻ, hoặc cả kênh. Lượng tử hóa giữ mọi trọng số nhưng dùng ít bit hơn cho mỗi trọng số, 8 thay vì 32.</translation>
  </message>
  <message>
   <source>They combine, best in this order. Distil first: only a smaller architecture makes every layer cheaper on every device. Then prune, if at all, and train on a little with the same teacher. Quantize last, as it depends on the final weights; where accuracy falls, training with the rounding in the loop, with the teacher's soft labels, can win much of it back. Deep Compression pruned and quantized AlexNet to a 35th of its size without loss of accuracy.</source>
   <translation>Ba cách kết hợp được với nhau, tốt nhất theo thứ tự này. Trước hết là chưng cất: chỉ kiến trúc nhỏ hơn mới làm mọi tầng nhẹ hơn trên mọi thiết bị. Rồi cắt tỉa, nếu cần, và huấn luyện thêm một chút với cùng mô hình thầy. Lượng tử hóa sau cùng, vì nó phụ thuộc vào trọng số cuối; nếu độ chính xác giảm, huấn luyện có mô phỏng phép làm tròn, với nhãn mềm của mô hình thầy, có thể lấy lại phần lớn. Deep Compression đã cắt tỉa và lượng tử hóa AlexNet xuống còn 1/35 kích thước mà không mất độ chính xác.</translation>
  </message>
  <message>
   <source>Smaller is not the same as faster. Single weights that are zero save space, but ordinary hardware multiplies them all the same; removed channels save time. INT8 is fast where the processor has the instructions for it. So the chart shows size alone, by arithmetic: parameters × bits × share kept, with one more bit a weight for the map of those kept. Time and accuracy have to be measured.</source>
   <translation>Nhỏ hơn không có nghĩa là nhanh hơn. Các trọng số riêng lẻ bằng 0 tiết kiệm dung lượng, nhưng phần cứng thông thường vẫn nhân tất cả; bỏ cả kênh thì tiết kiệm thời gian. INT8 nhanh ở nơi bộ xử lý có lệnh hỗ trợ. Vì vậy biểu đồ chỉ cho thấy kích thước, tính bằng số học: số tham số × số bit × tỷ lệ giữ lại, cộng thêm một bit mỗi trọng số cho bản đồ các trọng số được giữ. Thời gian và độ chính xác thì phải đo.</translation>
  </message>
  <message>
   <source>Choosing a teacher</source>
   <translation>Chọn mô hình thầy</translation>
  </message>
  <message>
   <source>A teacher has to be better than the student would be by itself; beyond that, larger is not always better. A student that is much smaller cannot follow every decision of a very large teacher: this is the capacity gap. Cho and Hariharan found that more accurate teachers often did not make better students, and that a teacher stopped early can teach better. Mirzadeh and others put a network of middle size, a teacher assistant, in between.</source>
   <translation>Mô hình thầy phải tốt hơn mô hình trò khi tự học; ngoài điều đó ra, lớn hơn không phải lúc nào cũng tốt hơn. Mô hình trò nhỏ hơn nhiều không thể theo mọi quyết định của một mô hình thầy rất lớn: đó là khoảng cách năng lực. Cho và Hariharan nhận thấy mô hình thầy chính xác hơn thường không tạo ra mô hình trò tốt hơn, và mô hình thầy được dừng sớm có thể dạy tốt hơn. Mirzadeh và cộng sự đặt ở giữa một mạng cỡ trung, gọi là mô hình trợ giảng.</translation>
  </message>
  <message>
   <source>Patience closes much of the gap. Beyer and others trained for far longer than usual and showed teacher and student the very same crop of each image; KD Studio does the latter always. Even so, students seldom agree with their teacher everywhere, though they may still generalise well.</source>
   <translation>Sự kiên nhẫn thu hẹp phần lớn khoảng cách đó. Beyer và cộng sự huấn luyện lâu hơn thường lệ rất nhiều và cho mô hình thầy và mô hình trò xem đúng cùng một vùng cắt của mỗi ảnh; KD Studio luôn làm điều thứ hai này. Dù vậy, mô hình trò hiếm khi đồng ý với mô hình thầy ở mọi chỗ, tuy vẫn có thể tổng quát hóa tốt.</translation>
  </message>
  <message>
   <source>So choose by trying: a teacher one or two sizes up, of the same classes, trained without label smoothing; and always a baseline, the same student without a teacher. What the teacher gave is the difference.</source>
   <translation>Vì vậy hãy chọn bằng cách thử: một mô hình thầy lớn hơn một hoặc hai cỡ, cùng các lớp, được huấn luyện không làm mượt nhãn; và luôn có một đối chứng, tức cùng mô hình trò đó không có mô hình thầy. Phần mô hình thầy mang lại là mức chênh lệch.</translation>
  </message>
  <message>
   <source>The chart shows how many images each student answers as the teacher does, within as many bits as you allow. A curve that rises late means a student that cannot, or not yet, follow.</source>
   <translation>Biểu đồ cho thấy mỗi mô hình trò trả lời giống mô hình thầy trên bao nhiêu ảnh, trong phạm vi số bit cho phép. Đường cong lên muộn nghĩa là mô hình trò không theo kịp, hoặc chưa theo kịp.</translation>
  </message>
  <message>
   <source>Reading the plots</source>
   <translation>Đọc biểu đồ</translation>
  </message>
  <message>
   <source>Accuracy is the share of images whose top class is right. Compare the student with its baseline at the same epoch, and with the teacher's line. Over 240 images one point is about two images: small steps are noise, and only the test at the end decides.</source>
   <translation>Độ chính xác là tỷ lệ ảnh có lớp cao nhất đúng. Hãy so mô hình trò với đối chứng ở cùng epoch, và với đường của mô hình thầy. Trên 240 ảnh, một điểm ứng với khoảng hai ảnh: chênh lệch nhỏ là nhiễu, và chỉ lần kiểm tra cuối cùng mới quyết định.</translation>
  </message>
  <message>
   <source>KL divergence, in bits, says how far the student's soft labels are from the teacher's. It often goes on falling when accuracy stands still: the student still learns how sure to be. If it rises while the training loss falls, the student learns its training images by heart. A student without a teacher has a KL as well, and mostly a large one, as nothing asked it to be as sure as the teacher.</source>
   <translation>Phân kỳ KL, tính bằng bit, cho biết nhãn mềm của mô hình trò cách nhãn mềm của mô hình thầy bao xa. Nó thường tiếp tục giảm khi độ chính xác đã đứng yên: mô hình trò vẫn đang học nên chắc chắn đến đâu. Nếu nó tăng trong khi mất mát huấn luyện giảm, mô hình trò đang học thuộc lòng các ảnh huấn luyện. Mô hình trò không có thầy cũng có KL, và thường là lớn, vì không có gì đòi hỏi nó chắc chắn đúng bằng mô hình thầy.</translation>
  </message>
  <message>
   <source>Calibration asks whether 80 % sure is right 80 % of the time. In a reliability diagram each point is a group of images of like confidence; points below the diagonal are too sure, above it too unsure. Groups of a few images jump. ECE is the mean distance, weighted by group size. Dividing all logits by one T, called temperature scaling, changes calibration and no decision: move T and see where ECE is least.</source>
   <translation>Hiệu chuẩn là câu hỏi: khi chắc 80 % thì có đúng 80 % số lần không. Trong biểu đồ tin cậy, mỗi chấm là một nhóm ảnh có độ tin cậy gần nhau; chấm dưới đường chéo là quá chắc chắn, trên đường chéo là quá dè dặt. Nhóm chỉ có vài ảnh thì nhảy nhiều. ECE là khoảng cách trung bình, có trọng số theo cỡ nhóm. Chia mọi logit cho cùng một T, gọi là hiệu chuẩn nhiệt độ (temperature scaling), thay đổi hiệu chuẩn mà không đổi quyết định nào: hãy kéo T và xem ECE nhỏ nhất ở đâu.</translation>
  </message>
  <message>
   <source>Image</source>
   <translation>Ảnh</translation>
  </message>
  <message>
   <source>The image whose soft labels are shown; the up and down keys go through them.</source>
   <translation>Ảnh có nhãn mềm đang hiện; dùng phím lên và xuống để duyệt.</translation>
  </message>
  <message>
   <source>Student without a teacher</source>
   <translation>Trò không có thầy</translation>
  </message>
  <message>
   <source>Soft label and hard label of one image</source>
   <translation>Nhãn mềm và nhãn cứng của một ảnh</translation>
  </message>
  <message>
   <source>Hard label, 100 %</source>
   <translation>Nhãn cứng, 100 %</translation>
  </message>
  <message>
   <source>The teacher gives {first_share:.1f} % to {first} and {second_share:.1f} % to {second}: its soft label has an entropy of {entropy:.2f} bits. The hard label has none.</source>
   <translation>Mô hình thầy cho {first} {first_share:.1f} % và {second} {second_share:.1f} %: nhãn mềm của nó có entropy {entropy:.2f} bit. Entropy của nhãn cứng bằng không.</translation>
  </message>
  <message>
   <source>Soft labels at a temperature</source>
   <translation>Nhãn mềm ở một nhiệt độ</translation>
  </message>
  <message>
   <source>At T = {temperature:.1f} the teacher's soft label has an entropy of {teacher:.2f} bits and the student's {student:.2f}; with {classes} classes, {most:.2f} bits would be no idea at all.</source>
   <translation>Ở T = {temperature:.1f}, nhãn mềm của mô hình thầy có entropy {teacher:.2f} bit, của mô hình trò {student:.2f}; với {classes} lớp, {most:.2f} bit nghĩa là hoàn toàn không biết gì.</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>Lớp</translation>
  </message>
  <message>
   <source>The true class whose images are averaged.</source>
   <translation>Lớp đúng có các ảnh được lấy trung bình.</translation>
  </message>
  <message>
   <source>The classes nearest to one class</source>
   <translation>Các lớp gần nhất với một lớp</translation>
  </message>
  <message>
   <source>mean probability, %</source>
   <translation>xác suất trung bình, %</translation>
  </message>
  <message>
   <source>Images of the class</source>
   <translation>Ảnh của lớp</translation>
  </message>
  <message>
   <source>Images of {name}: {count:,}. In the mean, the teacher finds {first} most similar ({first_share:.2f} %), then {second} ({second_share:.2f} %); the class itself, with {own:.1f} %, is left out.</source>
   <translation>Số ảnh của {name}: {count:,}. Tính trung bình, mô hình thầy thấy giống nhất là {first} ({first_share:.2f} %), rồi đến {second} ({second_share:.2f} %); chính lớp đó, với {own:.1f} %, được bỏ qua.</translation>
  </message>
  <message>
   <source>Weight of the soft part, α</source>
   <translation>Trọng số phần nhãn mềm, α</translation>
  </message>
  <message>
   <source>0 learns from the hard label alone, 1 from the teacher alone.</source>
   <translation>0 chỉ học từ nhãn cứng, 1 chỉ học từ mô hình thầy.</translation>
  </message>
  <message>
   <source>Loss of one image against α</source>
   <translation>Mất mát của một ảnh theo α</translation>
  </message>
  <message>
   <source>weight of the soft part, α</source>
   <translation>trọng số phần nhãn mềm, α</translation>
  </message>
  <message>
   <source>loss, nats</source>
   <translation>mất mát, nat</translation>
  </message>
  <message>
   <source>hard part</source>
   <translation>nhãn cứng</translation>
  </message>
  <message>
   <source>soft part</source>
   <translation>nhãn mềm</translation>
  </message>
  <message>
   <source>loss</source>
   <translation>mất mát</translation>
  </message>
  <message>
   <source>{hard_weight:.2f} · {hard:.3f} (hard, dashed) + {alpha:.2f} · {soft:.3f} (soft, dotted) = {total:.3f} nats (solid), for the finished student and this image.</source>
   <translation>{hard_weight:.2f} · {hard:.3f} (nhãn cứng, nét đứt) + {alpha:.2f} · {soft:.3f} (nhãn mềm, nét chấm) = {total:.3f} nat (nét liền), cho mô hình trò đã huấn luyện xong và ảnh này.</translation>
  </message>
  <message>
   <source>Bits for each weight</source>
   <translation>Số bit mỗi trọng số</translation>
  </message>
  <message>
   <source>32 bits</source>
   <translation>32 bit</translation>
  </message>
  <message>
   <source>16 bits</source>
   <translation>16 bit</translation>
  </message>
  <message>
   <source>8 bits</source>
   <translation>8 bit</translation>
  </message>
  <message>
   <source>4 bits</source>
   <translation>4 bit</translation>
  </message>
  <message>
   <source>Weights kept, %</source>
   <translation>Trọng số giữ, %</translation>
  </message>
  <message>
   <source>Pruning sets the others to zero; they are not stored, but one bit for each says where they were.</source>
   <translation>Cắt tỉa đặt các trọng số còn lại về 0; chúng không được lưu, nhưng mỗi trọng số cần một bit để ghi vị trí.</translation>
  </message>
  <message>
   <source>Size of a model's weights</source>
   <translation>Cỡ trọng số của mô hình</translation>
  </message>
  <message>
   <source>size of the weights, MB</source>
   <translation>cỡ trọng số, MB</translation>
  </message>
  <message>
   <source>The networks of this run were not measured.</source>
   <translation>Các mạng của lượt chạy này chưa được đo.</translation>
  </message>
  <message>
   <source>quantized</source>
   <translation>lượng tử hóa</translation>
  </message>
  <message>
   <source>and pruned</source>
   <translation>và cắt tỉa</translation>
  </message>
  <message>
   <source>As trained, MB</source>
   <translation>Bản gốc, MB</translation>
  </message>
  <message>
   <source>Student, MB</source>
   <translation>Trò, MB</translation>
  </message>
  <message>
   <source>Distilled: {teacher:.1f} MB → {student:.1f} MB. With {bits} bits: {quantized:.2f} MB. With {kept:.0f} % of the weights kept as well: {pruned:.2f} MB, {ratio:.0f}× smaller than the teacher. Weights only; what accuracy each step costs has to be measured.</source>
   <translation>Chưng cất: {teacher:.1f} MB → {student:.1f} MB. Với {bits} bit: {quantized:.2f} MB. Nếu đồng thời chỉ giữ {kept:.0f} % trọng số: {pruned:.2f} MB, nhỏ hơn mô hình thầy {ratio:.0f}×. Chỉ tính trọng số; mỗi bước mất bao nhiêu độ chính xác thì phải đo.</translation>
  </message>
  <message>
   <source>Close means at most, bits</source>
   <translation>Gần là không quá, bit</translation>
  </message>
  <message>
   <source>An image counts as followed when KL(teacher ‖ student) is no larger than this.</source>
   <translation>Một ảnh được coi là theo kịp khi KL(thầy ‖ trò) không lớn hơn mức này.</translation>
  </message>
  <message>
   <source>Images that are close to the teacher</source>
   <translation>Ảnh gần với mô hình thầy</translation>
  </message>
  <message>
   <source>KL(teacher ‖ student) at most, bits</source>
   <translation>KL(thầy ‖ trò) không quá, bit</translation>
  </message>
  <message>
   <source>images, %</source>
   <translation>ảnh, %</translation>
  </message>
  <message>
   <source>Student with the teacher</source>
   <translation>Trò có thầy</translation>
  </message>
  <message>
   <source>Within {limit:.2f} bits of the teacher: {student:.1f} % of {count:,} images with the teacher's help, {baseline:.1f} % without.</source>
   <translation>Cách mô hình thầy không quá {limit:.2f} bit: {student:.1f} % của {count:,} ảnh khi có thầy giúp, {baseline:.1f} % khi không có.</translation>
  </message>
  <message>
   <source>Within {limit:.2f} bits of the teacher: {student:.1f} % of {count:,} images. This run has no baseline.</source>
   <translation>Cách mô hình thầy không quá {limit:.2f} bit: {student:.1f} % của {count:,} ảnh. Lượt chạy này không có đối chứng.</translation>
  </message>
  <message>
   <source>Teacher {teacher:.1f} % right with {big:.2f} M parameters; student {student:.1f} % with {small:.2f} M.</source>
   <translation>Mô hình thầy đúng {teacher:.1f} % với {big:.2f} triệu tham số; mô hình trò đúng {student:.1f} % với {small:.2f} triệu.</translation>
  </message>
  <message>
   <source>Teacher {teacher:.1f} % right with {big:.2f} M parameters; student {student:.1f} % with {small:.2f} M, {baseline:.1f} % without the teacher.</source>
   <translation>Mô hình thầy đúng {teacher:.1f} % với {big:.2f} triệu tham số; mô hình trò đúng {student:.1f} % với {small:.2f} triệu, {baseline:.1f} % khi không có thầy.</translation>
  </message>
  <message>
   <source>Plot</source>
   <translation>Biểu đồ</translation>
  </message>
  <message>
   <source>KL divergence</source>
   <translation>Phân kỳ KL</translation>
  </message>
  <message>
   <source>Calibration</source>
   <translation>Hiệu chuẩn</translation>
  </message>
  <message>
   <source>Epoch</source>
   <translation>Epoch</translation>
  </message>
  <message>
   <source>The epoch whose values are read; 0 is before training.</source>
   <translation>Epoch có các giá trị được đọc; 0 là trước huấn luyện.</translation>
  </message>
  <message>
   <source>Learning curves</source>
   <translation>Đường cong học</translation>
  </message>
  <message>
   <source>epoch</source>
   <translation>epoch</translation>
  </message>
  <message>
   <source>right, %</source>
   <translation>đúng, %</translation>
  </message>
  <message>
   <source>Reliability diagram</source>
   <translation>Biểu đồ tin cậy</translation>
  </message>
  <message>
   <source>confidence: probability of the top class, %</source>
   <translation>độ tin cậy: xác suất của lớp cao nhất, %</translation>
  </message>
  <message>
   <source>perfect</source>
   <translation>hoàn hảo</translation>
  </message>
  <message>
   <source>Nothing was measured after this epoch.</source>
   <translation>Không có phép đo nào sau epoch này.</translation>
  </message>
  <message>
   <source>After epoch {epoch}: student {student:.1f} % right.</source>
   <translation>Sau epoch {epoch}: mô hình trò đúng {student:.1f} %.</translation>
  </message>
  <message>
   <source>After epoch {epoch}: student {student:.1f} % right, without a teacher {baseline:.1f} %; the teacher's line is at {teacher:.1f} %.</source>
   <translation>Sau epoch {epoch}: mô hình trò đúng {student:.1f} %, khi không có thầy {baseline:.1f} %; đường của mô hình thầy ở {teacher:.1f} %.</translation>
  </message>
  <message>
   <source>KL(teacher ‖ student), bits</source>
   <translation>KL(thầy ‖ trò), bit</translation>
  </message>
  <message>
   <source>After epoch {epoch}, the student's soft labels are {kl:.3f} bits from the teacher's in the mean; 0 would be the same.</source>
   <translation>Sau epoch {epoch}, nhãn mềm của mô hình trò cách nhãn mềm của mô hình thầy trung bình {kl:.3f} bit; 0 nghĩa là giống hệt.</translation>
  </message>
  <message>
   <source>At T = {temperature:.1f} the calibration error (ECE, 15 bins) is {teacher:.3f} for the teacher and {student:.3f} for the student, over {count:,} images. Below the dashed line: too sure; above: too unsure.</source>
   <translation>Ở T = {temperature:.1f}, sai số hiệu chuẩn (ECE, 15 khoảng) là {teacher:.3f} cho mô hình thầy và {student:.3f} cho mô hình trò, trên {count:,} ảnh. Dưới đường nét đứt: quá chắc chắn; trên: quá dè dặt.</translation>
  </message>
  <message>
   <source>Temperature, T</source>
   <translation>Nhiệt độ, T</translation>
  </message>
  <message>
   <source>Logits are divided by T before the softmax: the higher, the softer.</source>
   <translation>Logit được chia cho T trước softmax: T càng cao, nhãn càng mềm.</translation>
  </message>
  <message>
   <source>Where the numbers of the charts are from</source>
   <translation>Số liệu của các biểu đồ lấy từ đâu</translation>
  </message>
  <message>
   <source>From the sample</source>
   <translation>Từ bộ mẫu</translation>
  </message>
  <message>
   <source>Your last run</source>
   <translation>Lượt gần nhất</translation>
  </message>
  <message>
   <source>Soft labels of a run of the bundled sample, stored with the program.</source>
   <translation>Nhãn mềm của một lượt chạy trên bộ mẫu đi kèm, được lưu cùng chương trình.</translation>
  </message>
  <message>
   <source>Soft labels of the probe images of your last finished run.</source>
   <translation>Nhãn mềm của các ảnh dò trong lượt chạy hoàn tất gần nhất.</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Bài viết</translation>
  </message>
  <message>
   <source>The up and down keys choose an article.</source>
   <translation>Dùng phím lên và xuống để chọn bài viết.</translation>
  </message>
  <message>
   <source>Article</source>
   <translation>Bài viết</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Nguồn</translation>
  </message>
  <message>
   <source>{authors} {year}, “{title}”, arXiv {arxiv}</source>
   <translation>{authors} {year}, “{title}”, arXiv {arxiv}</translation>
  </message>
  <message>
   <source>Copied to the clipboard.</source>
   <translation>Đã sao chép vào bảng tạm.</translation>
  </message>
  <message>
   <source>The folder {folder} is not there any more.</source>
   <translation>Thư mục {folder} không còn ở đó nữa.</translation>
  </message>
  <message>
   <source>No program opens folders here: the folder is {folder}.</source>
   <translation>Máy này không có chương trình mở thư mục: thư mục là {folder}.</translation>
  </message>
  <message>
   <source>step</source>
   <translation>bước</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>phút</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Mất mát</translation>
  </message>
  <message>
   <source>Agreement with the teacher</source>
   <translation>Độ đồng thuận với thầy</translation>
  </message>
  <message>
   <source>Calibration error</source>
   <translation>Sai số hiệu chuẩn</translation>
  </message>
  <message>
   <source>Throughput</source>
   <translation>Thông lượng</translation>
  </message>
  <message>
   <source>At epoch</source>
   <translation>Ở epoch</translation>
  </message>
  <message>
   <source>At step</source>
   <translation>Ở bước</translation>
  </message>
  <message>
   <source>At minute</source>
   <translation>Ở phút</translation>
  </message>
  <message>
   <source>%</source>
   <translation>%</translation>
  </message>
  <message>
   <source>Choose how likeness to the teacher is measured</source>
   <translation>Chọn cách đo mức giống với mô hình thầy</translation>
  </message>
  <message>
   <source>Show how often both networks choose the same class (agreement, in %), or how far their soft labels are apart (KL divergence from teacher to student, in bits).</source>
   <translation>Hiện tần suất hai mạng chọn cùng một lớp (độ đồng thuận, tính bằng %), hoặc khoảng cách giữa các nhãn mềm của chúng (phân kỳ KL từ mô hình thầy đến mô hình trò, tính bằng bit).</translation>
  </message>
  <message>
   <source>Same top class, in %</source>
   <translation>Cùng lớp cao nhất, %</translation>
  </message>
  <message>
   <source>KL divergence from the teacher, in bits</source>
   <translation>Phân kỳ KL so với thầy, tính bằng bit</translation>
  </message>
  <message>
   <source>KL from the teacher</source>
   <translation>KL so với thầy</translation>
  </message>
  <message>
   <source>bit</source>
   <translation>bit</translation>
  </message>
  <message>
   <source>Reset axes</source>
   <translation>Đặt lại trục</translation>
  </message>
  <message>
   <source>Shows everything again after a zoom (Ctrl and wheel) or a drag, with the crosshair at home.</source>
   <translation>Hiện lại toàn bộ sau khi thu phóng (Ctrl và con lăn) hoặc kéo, với vạch chữ thập về vị trí gốc.</translation>
  </message>
  <message>
   <source>Saves one chart or all as PNG or SVG, or their numbers as CSV.</source>
   <translation>Lưu một hoặc mọi biểu đồ dưới dạng PNG hay SVG, hoặc lưu số liệu dưới dạng CSV.</translation>
  </message>
  <message>
   <source>What the curves are drawn against</source>
   <translation>Đường cong được vẽ theo trục nào</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Bước</translation>
  </message>
  <message>
   <source>Draws against epochs: how often training has gone through all images.</source>
   <translation>Vẽ theo epoch: số lần huấn luyện đã đi qua mọi ảnh.</translation>
  </message>
  <message>
   <source>Draws against steps: one batch of images each.</source>
   <translation>Vẽ theo bước: mỗi bước là một lô ảnh.</translation>
  </message>
  <message>
   <source>Draws against the time spent training, in minutes: the teacher costs some.</source>
   <translation>Vẽ theo thời gian đã huấn luyện, tính bằng phút: mô hình thầy cũng tốn một phần.</translation>
  </message>
  <message>
   <source>Smooth</source>
   <translation>Làm mượt</translation>
  </message>
  <message>
   <source>Draws exponential moving averages (weight 0.6 for what came before); the measured lines stay, faint, and the values in the titles are the measured ones.</source>
   <translation>Vẽ trung bình trượt lũy thừa (trọng số 0,6 cho các giá trị trước); các đường đo được vẫn còn, vẽ mờ, và giá trị trong tiêu đề là giá trị đo được.</translation>
  </message>
  <message>
   <source>Move the pointer over a chart to read other epochs. A click or the arrow keys (Page Up, Page Down, Home, End) make the crosshair stay; Escape lets it go back to the best epoch, or to the last while it trains.</source>
   <translation>Di con trỏ trên biểu đồ để đọc các epoch khác. Nhấp chuột hoặc phím mũi tên (Page Up, Page Down, Home, End) giữ vạch chữ thập đứng yên; Escape cho nó về epoch tốt nhất, hoặc epoch cuối khi đang huấn luyện.</translation>
  </message>
  <message>
   <source>Against</source>
   <translation>Theo</translation>
  </message>
  <message>
   <source>Accuracy on {count:d} probes</source>
   <translation>Độ chính xác, {count:d} ảnh dò</translation>
  </message>
  <message>
   <source>Curves begin after the first epoch.</source>
   <translation>Đường cong bắt đầu sau epoch đầu tiên.</translation>
  </message>
  <message>
   <source>All charts…</source>
   <translation>Mọi biểu đồ…</translation>
  </message>
  <message>
   <source>hard</source>
   <translation>cứng</translation>
  </message>
  <message>
   <source>hard: cross-entropy with the hard labels</source>
   <translation>cứng: entropy chéo với nhãn cứng</translation>
  </message>
  <message>
   <source>soft</source>
   <translation>mềm</translation>
  </message>
  <message>
   <source>soft: the loss against the teacher's soft labels</source>
   <translation>mềm: mất mát so với nhãn mềm của mô hình thầy</translation>
  </message>
  <message>
   <source>total</source>
   <translation>tổng</translation>
  </message>
  <message>
   <source>total: the weighted sum of both, which training minimises</source>
   <translation>tổng: tổng có trọng số của cả hai, được huấn luyện cực tiểu hóa</translation>
  </message>
  <message>
   <source>learning rate, 10⁻³</source>
   <translation>tốc độ học, 10⁻³</translation>
  </message>
  <message>
   <source>same top class, %</source>
   <translation>cùng lớp cao nhất, %</translation>
  </message>
  <message>
   <source>KL divergence from the teacher</source>
   <translation>Phân kỳ KL so với mô hình thầy</translation>
  </message>
  <message>
   <source>KL, bit</source>
   <translation>KL, bit</translation>
  </message>
  <message>
   <source>ECE, %</source>
   <translation>ECE, %</translation>
  </message>
  <message>
   <source>images/s</source>
   <translation>ảnh/giây</translation>
  </message>
  <message>
   <source>× 10⁻³</source>
   <translation>× 10⁻³</translation>
  </message>
  <message>
   <source>What training minimises, as the mean of each epoch: how far the student is from what it is told.</source>
   <translation>Đại lượng được huấn luyện cực tiểu hóa, trung bình theo từng epoch: mô hình trò còn cách điều được dạy bao xa.</translation>
  </message>
  <message>
   <source>The share of probe images whose most probable class is the true one: probes are a fixed choice of validation images, the same for all networks. Result has the accuracy on all images that judge.</source>
   <translation>Tỷ lệ ảnh dò có lớp xác suất cao nhất là lớp đúng: ảnh dò là một phần chọn cố định từ các ảnh kiểm định, giống nhau cho mọi mạng. Thẻ Kết quả có độ chính xác trên toàn bộ ảnh dùng để đánh giá.</translation>
  </message>
  <message>
   <source>The share of probe images where student and teacher choose the same class.</source>
   <translation>Tỷ lệ ảnh dò mà mô hình trò và mô hình thầy chọn cùng một lớp.</translation>
  </message>
  <message>
   <source>The expected calibration error (ECE): by how much a network's confidence and its accuracy differ, on average over 15 bins of confidence. 0 % is a network that is right as often as it says.</source>
   <translation>Sai số hiệu chuẩn kỳ vọng (ECE): độ tin cậy và độ chính xác của một mạng chênh nhau bao nhiêu, tính trung bình trên 15 khoảng độ tin cậy. 0 % là một mạng đúng thường xuyên như nó nói.</translation>
  </message>
  <message>
   <source>How large a step training takes; it rises at first and falls along a cosine.</source>
   <translation>Mỗi bước huấn luyện lớn đến đâu; lúc đầu tăng lên rồi giảm theo đường cosin.</translation>
  </message>
  <message>
   <source>Images trained on in a second; asking the teacher costs time.</source>
   <translation>Số ảnh được huấn luyện trong một giây; chạy mô hình thầy cũng tốn thời gian.</translation>
  </message>
  <message>
   <source>The teacher, asked about the same {count:d} probe images as student and baseline.</source>
   <translation>Mô hình thầy, trên cùng {count:d} ảnh dò như mô hình trò và đối chứng.</translation>
  </message>
  <message>
   <source>The student after each epoch, on {count:d} probe images of the validation split; Result has its accuracy on all images that it is judged by.</source>
   <translation>Mô hình trò sau mỗi epoch, trên {count:d} ảnh dò của phần kiểm định; thẻ Kết quả có độ chính xác trên toàn bộ ảnh dùng để đánh giá nó.</translation>
  </message>
  <message>
   <source>The same network, trained in the same way without the teacher.</source>
   <translation>Cùng một mạng, được huấn luyện theo cùng cách mà không có mô hình thầy.</translation>
  </message>
  <message>
   <source>Baseline, no teacher</source>
   <translation>Đối chứng, không thầy</translation>
  </message>
  <message>
   <source>Network beside the teacher</source>
   <translation>Mạng đặt cạnh mô hình thầy</translation>
  </message>
  <message>
   <source>Classes that are shown</source>
   <translation>Các lớp được hiện</translation>
  </message>
  <message>
   <source>Saves one map or all three as PNG or SVG, or their numbers as CSV.</source>
   <translation>Lưu một hoặc cả ba bản đồ dưới dạng PNG hay SVG, hoặc lưu số liệu dưới dạng CSV.</translation>
  </message>
  <message>
   <source>Hide the diagonal</source>
   <translation>Ẩn đường chéo</translation>
  </message>
  <message>
   <source>The diagonal is how sure a network is of the true class: hidden, the small rest shows.</source>
   <translation>Đường chéo là mức chắc chắn của mạng về lớp đúng: khi ẩn đi, phần nhỏ còn lại hiện rõ.</translation>
  </message>
  <message>
   <source>Softens the soft labels of both networks; at 1 they are as the networks say them.</source>
   <translation>Làm mềm nhãn mềm của cả hai mạng; ở 1, chúng đúng như các mạng trả lời.</translation>
  </message>
  <message>
   <source>Most confused {count:d}</source>
   <translation>{count:d} lớp dễ nhầm nhất</translation>
  </message>
  <message>
   <source>All classes</source>
   <translation>Mọi lớp</translation>
  </message>
  <message>
   <source>Shows the student beside the teacher, or the baseline.</source>
   <translation>Hiện mô hình trò cạnh mô hình thầy, hoặc đối chứng.</translation>
  </message>
  <message>
   <source>Shows the classes that the teacher confuses most with others, or all; Ctrl and wheel zoom.</source>
   <translation>Hiện những lớp mà mô hình thầy hay nhầm nhất với lớp khác, hoặc mọi lớp; Ctrl và con lăn để thu phóng.</translation>
  </message>
  <message>
   <source>Mean soft label of each true class, {count:d} probe images, epoch {epoch:d}</source>
   <translation>Nhãn mềm trung bình của mỗi lớp đúng, {count:d} ảnh dò, epoch {epoch:d}</translation>
  </message>
  <message>
   <source>All maps…</source>
   <translation>Mọi bản đồ…</translation>
  </message>
  <message>
   <source>Teacher…</source>
   <translation>Thầy…</translation>
  </message>
  <message>
   <source>Student…</source>
   <translation>Trò…</translation>
  </message>
  <message>
   <source>Difference…</source>
   <translation>Chênh lệch…</translation>
  </message>
  <message>
   <source>Arrow keys move the cell.</source>
   <translation>Phím mũi tên chuyển ô.</translation>
  </message>
  <message>
   <source>{points:+.1f} points</source>
   <translation>{points:+.1f} điểm</translation>
  </message>
  <message>
   <source>Images of the true class</source>
   <translation>Ảnh của lớp đúng</translation>
  </message>
  <message>
   <source>Here stands what each class looks like to teacher and student, as soon as the teacher has been asked about the probe images.</source>
   <translation>Ở đây sẽ hiện mỗi lớp trông ra sao với mô hình thầy và mô hình trò, ngay khi mô hình thầy đã trả lời về các ảnh dò.</translation>
  </message>
  <message>
   <source>Baseline − teacher</source>
   <translation>Đối chứng − thầy</translation>
  </message>
  <message>
   <source>Student − teacher</source>
   <translation>Trò − thầy</translation>
  </message>
  <message>
   <source>What it confuses, and how much</source>
   <translation>Nhầm lẫn gì, và bao nhiêu</translation>
  </message>
  <message>
   <source>What it confuses without a teacher</source>
   <translation>Nhầm lẫn gì khi không có thầy</translation>
  </message>
  <message>
   <source>Orange: baseline sees more. Blue: teacher does. Points.</source>
   <translation>Cam: đối chứng thấy nhiều hơn. Lam: thầy. Điểm.</translation>
  </message>
  <message>
   <source>What it has learned of that</source>
   <translation>Học được gì từ đó</translation>
  </message>
  <message>
   <source>Orange: student sees more. Blue: teacher does. Points.</source>
   <translation>Cam: trò thấy nhiều hơn. Lam: thầy. Điểm.</translation>
  </message>
  <message>
   <source>How sure the models are of {label}</source>
   <translation>Các mô hình chắc chắn về {label} đến đâu</translation>
  </message>
  <message>
   <source>How much {other} the models see in {label}</source>
   <translation>Các mô hình thấy {other} trong {label} bao nhiêu</translation>
  </message>
  <message>
   <source>No probe image shows {label}: there is nothing to average.</source>
   <translation>Không có ảnh dò nào là {label}: không có gì để lấy trung bình.</translation>
  </message>
  <message>
   <source>The one probe image of {label}. Below it: teacher, student, in %.</source>
   <translation>Ảnh dò duy nhất của {label}. Bên dưới: thầy, trò, theo %.</translation>
  </message>
  <message>
   <source>{count:d} probe images of {label}. Below each: the teacher, in %.</source>
   <translation>{count:d} ảnh dò của {label}. Dưới mỗi ảnh: thầy, theo %.</translation>
  </message>
  <message>
   <source>{count:d} probe images of {label}, the surest first. Below each: teacher, student, in %.</source>
   <translation>{count:d} ảnh dò của {label}, chắc chắn nhất đứng trước. Dưới mỗi ảnh: thầy, trò, theo %.</translation>
  </message>
  <message>
   <source>{count:d} probe images of {label}, most like {other} first. Below each: teacher, student, in %.</source>
   <translation>{count:d} ảnh dò của {label}, giống {other} nhất đứng trước. Dưới mỗi ảnh: thầy, trò, theo %.</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Gián đoạn</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Ghi chú</translation>
  </message>
  <message>
   <source>Class pairs</source>
   <translation>Cặp lớp</translation>
  </message>
  <message>
   <source>Networks and data</source>
   <translation>Mạng và dữ liệu</translation>
  </message>
  <message>
   <source>Machine</source>
   <translation>Máy</translation>
  </message>
  <message>
   <source>Teacher's input</source>
   <translation>Đầu vào của thầy</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Không</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Tên</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Trạng thái</translation>
  </message>
  <message>
   <source>Begun</source>
   <translation>Bắt đầu</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>Kết thúc</translation>
  </message>
  <message>
   <source>Duration of the last attempt</source>
   <translation>Thời lượng lượt chạy cuối</translation>
  </message>
  <message>
   <source>Attempts</source>
   <translation>Số lượt thử</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>Tên máy</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Phiên bản</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>Dữ liệu</translation>
  </message>
  <message>
   <source>Training images</source>
   <translation>Ảnh huấn luyện</translation>
  </message>
  <message>
   <source>Validation images</source>
   <translation>Ảnh kiểm định</translation>
  </message>
  <message>
   <source>Test images</source>
   <translation>Ảnh kiểm tra</translation>
  </message>
  <message>
   <source>Probes</source>
   <translation>Ảnh dò</translation>
  </message>
  <message>
   <source>Judged on</source>
   <translation>Đánh giá trên</translation>
  </message>
  <message>
   <source>the test images</source>
   <translation>ảnh kiểm tra</translation>
  </message>
  <message>
   <source>the validation images</source>
   <translation>ảnh kiểm định</translation>
  </message>
  <message>
   <source>Student's weights</source>
   <translation>Trọng số của trò</translation>
  </message>
  <message>
   <source>Baseline's weights</source>
   <translation>Trọng số đối chứng</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Thư mục</translation>
  </message>
  <message>
   <source>Job</source>
   <translation>Tác vụ</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Nhật ký</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Chi tiết</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <translation>Sao chép văn bản</translation>
  </message>
  <message>
   <source>Copies everything on this page as plain text.</source>
   <translation>Sao chép mọi nội dung trên trang này dưới dạng văn bản thuần.</translation>
  </message>
  <message>
   <source>Copy as job.toml</source>
   <translation>Sao chép job.toml</translation>
  </message>
  <message>
   <source>Copies the settings as a file that `kdstudio distill job.toml` repeats.</source>
   <translation>Sao chép các thiết lập thành một tệp mà `kdstudio distill job.toml` chạy lại được.</translation>
  </message>
  <message>
   <source>Opens the run's folder, with its weights and its journal.</source>
   <translation>Mở thư mục của lượt chạy, có các trọng số và sổ ghi.</translation>
  </message>
  <message>
   <source>Class of the dataset</source>
   <translation>Lớp của dữ liệu</translation>
  </message>
  <message>
   <source>Class of the teacher</source>
   <translation>Lớp của thầy</translation>
  </message>
  <message>
   <source>none: learned from hard labels alone</source>
   <translation>không có: chỉ học từ nhãn cứng</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>Lỗi</translation>
  </message>
  <message>
   <source>Goes on after the last epoch that is kept (Ctrl+Return).</source>
   <translation>Chạy tiếp từ sau epoch cuối được giữ lại (Ctrl+Return).</translation>
  </message>
  <message>
   <source>Change the settings</source>
   <translation>Sửa thiết lập</translation>
  </message>
  <message>
   <source>Opens Distil with this run's settings, for a new run; this one stays as it is.</source>
   <translation>Mở trang Chưng cất với thiết lập của lượt chạy này, cho một lượt chạy mới; lượt này giữ nguyên.</translation>
  </message>
  <message>
   <source>Copies what happened, the versions, the settings and the end of the log, to report it.</source>
   <translation>Sao chép diễn biến, các phiên bản, các thiết lập và phần cuối nhật ký, để báo lỗi.</translation>
  </message>
  <message>
   <source>Opens the run's folder, with its log and what is kept.</source>
   <translation>Mở thư mục của lượt chạy, có nhật ký và những gì được giữ lại.</translation>
  </message>
  <message>
   <source>The run ended without a word, while no window watched it: nobody knows its exit code.</source>
   <translation>Lượt chạy kết thúc mà không báo gì, khi không có cửa sổ nào theo dõi: không ai biết mã thoát của nó.</translation>
  </message>
  <message>
   <source>The run ended without a word (exit code {code:d}): the system killed its process.</source>
   <translation>Lượt chạy kết thúc mà không báo gì (mã thoát {code:d}): hệ thống đã buộc dừng tiến trình của nó.</translation>
  </message>
  <message>
   <source>The run ended without a word (exit code {code:d}): a library crashed.</source>
   <translation>Lượt chạy kết thúc mà không báo gì (mã thoát {code:d}): một thư viện gặp sự cố.</translation>
  </message>
  <message>
   <source>The run ended without a word (exit code {code:d}): its process was told to end.</source>
   <translation>Lượt chạy kết thúc mà không báo gì (mã thoát {code:d}): tiến trình của nó nhận lệnh kết thúc.</translation>
  </message>
  <message>
   <source>The run ended without a word (exit code {code:d}).</source>
   <translation>Lượt chạy kết thúc mà không báo gì (mã thoát {code:d}).</translation>
  </message>
  <message>
   <source>Kept: the teacher after {epoch} of {epochs} epochs.</source>
   <translation>Được giữ lại: mô hình thầy sau {epoch} trên {epochs} epoch.</translation>
  </message>
  <message>
   <source>Kept: the student after {epoch} of {epochs} epochs.</source>
   <translation>Được giữ lại: mô hình trò sau {epoch} trên {epochs} epoch.</translation>
  </message>
  <message>
   <source>Kept: the whole student, and the baseline after {epoch} of {epochs} epochs.</source>
   <translation>Được giữ lại: toàn bộ mô hình trò, và đối chứng sau {epoch} trên {epochs} epoch.</translation>
  </message>
  <message>
   <source>Exports</source>
   <translation>Bản xuất</translation>
  </message>
  <message>
   <source>Try an image</source>
   <translation>Thử một ảnh</translation>
  </message>
  <message>
   <source>Exported files</source>
   <translation>Tệp đã xuất</translation>
  </message>
  <message>
   <source>Whose files are asked beside the networks.</source>
   <translation>Bản xuất có các tệp được chạy cạnh các mạng.</translation>
  </message>
  <message>
   <source>Back to the result</source>
   <translation>Về kết quả</translation>
  </message>
  <message>
   <source>Shows the result again (Esc).</source>
   <translation>Hiện lại kết quả (Esc).</translation>
  </message>
  <message>
   <source>Without exported files</source>
   <translation>Không có tệp đã xuất</translation>
  </message>
  <message>
   <source>Files for {target}, {date}</source>
   <translation>Tệp cho {target}, {date}</translation>
  </message>
  <message>
   <source>Return keeps the name, Escape leaves it as it was.</source>
   <translation>Return giữ tên mới, Escape để nguyên tên cũ.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Đổi tên</translation>
  </message>
  <message>
   <source>Gives the run another name.</source>
   <translation>Đặt tên khác cho lượt chạy.</translation>
  </message>
  <message>
   <source>Progress of the run</source>
   <translation>Tiến độ của lượt chạy</translation>
  </message>
  <message>
   <source>Remove from the queue</source>
   <translation>Bỏ khỏi hàng đợi</translation>
  </message>
  <message>
   <source>Moves the run's folder to the trash; nothing was trained yet.</source>
   <translation>Chuyển thư mục của lượt chạy vào thùng rác; chưa huấn luyện gì.</translation>
  </message>
  <message>
   <source>Duplicate…</source>
   <translation>Nhân bản…</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Tạm dừng</translation>
  </message>
  <message>
   <source>Stops after this batch and keeps the place: Resume goes on after the last whole epoch.</source>
   <translation>Dừng sau lô này và giữ nguyên vị trí: Chạy tiếp sẽ tiếp tục sau epoch trọn vẹn cuối cùng.</translation>
  </message>
  <message>
   <source>Finish now</source>
   <translation>Kết thúc sớm</translation>
  </message>
  <message>
   <source>Ends training after this epoch, then measures and judges the best checkpoint so far.</source>
   <translation>Kết thúc huấn luyện sau epoch này, rồi đo và đánh giá điểm lưu tốt nhất đến lúc đó.</translation>
  </message>
  <message>
   <source>Ends the process at once, as it does not answer; the checkpoint of the last whole epoch stays.</source>
   <translation>Kết thúc tiến trình ngay lập tức vì nó không trả lời; điểm lưu của epoch trọn vẹn cuối cùng vẫn còn.</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Xuất…</translation>
  </message>
  <message>
   <source>Opens Export: make the network small, prove it, hand it over.</source>
   <translation>Mở trang Xuất: thu nhỏ mạng, kiểm chứng, bàn giao.</translation>
  </message>
  <message>
   <source>Finishing…</source>
   <translation>Kết thúc…</translation>
  </message>
  <message>
   <source>Pausing…</source>
   <translation>Đang dừng…</translation>
  </message>
  <message>
   <source>Distilling</source>
   <translation>Chưng cất</translation>
  </message>
  <message>
   <source>Measuring</source>
   <translation>Đang đo</translation>
  </message>
  <message>
   <source>It starts by itself when it is its turn.</source>
   <translation>Lượt chạy tự bắt đầu khi đến lượt.</translation>
  </message>
  <message>
   <source>batch {batch:d} of {batches:d}</source>
   <translation>lô {batch:d}/{batches:d}</translation>
  </message>
  <message>
   <source>{speed:,.0f} images/s</source>
   <translation>{speed:,.0f} ảnh/giây</translation>
  </message>
  <message>
   <source>Baseline: epoch {epoch:d} of {epochs:d}</source>
   <translation>Đối chứng: epoch {epoch:d}/{epochs:d}</translation>
  </message>
  <message>
   <source>Epoch {epoch:d} of {epochs:d}</source>
   <translation>Epoch {epoch:d}/{epochs:d}</translation>
  </message>
  <message>
   <source>{time} left, then {baseline} for the baseline</source>
   <translation>còn {time}, sau đó {baseline} cho mô hình đối chứng</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>còn {time}</translation>
  </message>
  <message>
   <source>The dataset and the networks are being prepared.</source>
   <translation>Đang chuẩn bị tập dữ liệu và các mạng.</translation>
  </message>
  <message>
   <source>The teacher is being asked for its soft labels of the probe images.</source>
   <translation>Đang lấy nhãn mềm của mô hình thầy cho các ảnh dò.</translation>
  </message>
  <message>
   <source>The teacher is being measured.</source>
   <translation>Đang đo mô hình thầy.</translation>
  </message>
  <message>
   <source>The student is being measured.</source>
   <translation>Đang đo mô hình trò.</translation>
  </message>
  <message>
   <source>The baseline is being measured.</source>
   <translation>Đang đo mô hình đối chứng.</translation>
  </message>
  <message>
   <source>The networks are being measured.</source>
   <translation>Đang đo các mạng.</translation>
  </message>
  <message>
   <source>{epochs:d} epochs in {time}</source>
   <translation>{epochs:d} epoch trong {time}</translation>
  </message>
  <message>
   <source>{done:d} of {epochs:d} epochs done</source>
   <translation>xong {done:d}/{epochs:d} epoch</translation>
  </message>
  <message>
   <source>best epoch {epoch:d}</source>
   <translation>epoch tốt nhất {epoch:d}</translation>
  </message>
  <message>
   <source>Device {device}</source>
   <translation>Thiết bị {device}</translation>
  </message>
  <message>
   <source>CPU, {threads} threads</source>
   <translation>CPU, {threads} luồng</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>today {time}</source>
   <translation>hôm nay {time}</translation>
  </message>
  <message>
   <source>yesterday {time}</source>
   <translation>hôm qua {time}</translation>
  </message>
  <message>
   <source>{day}, {time}</source>
   <translation>{day}, {time}</translation>
  </message>
  <message>
   <source>The log is empty.</source>
   <translation>Nhật ký trống.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Sao chép</translation>
  </message>
  <message>
   <source>Copies the lines that are selected, or all that are shown.</source>
   <translation>Sao chép các dòng đang chọn, hoặc mọi dòng đang hiện.</translation>
  </message>
  <message>
   <source>Opens the run's folder, where the whole log lies as worker.log.</source>
   <translation>Mở thư mục của lượt chạy, nơi có toàn bộ nhật ký trong tệp worker.log.</translation>
  </message>
  <message>
   <source>What the libraries printed: the last {lines:,} lines.</source>
   <translation>Những gì các thư viện đã in ra: {lines:,} dòng cuối.</translation>
  </message>
  <message>
   <source>Find in the log</source>
   <translation>Tìm trong nhật ký</translation>
  </message>
  <message>
   <source>Ctrl+F goes here, Enter to the next place from the end up, Shift+Enter to the one below.</source>
   <translation>Ctrl+F chuyển đến đây, Enter đến chỗ khớp kế tiếp tính từ cuối lên, Shift+Enter đến chỗ khớp bên dưới.</translation>
  </message>
  <message>
   <source>{file}: the label is {label}, the answer was {guess}.</source>
   <translation>{file}: nhãn là {label}, mô hình trả lời {guess}.</translation>
  </message>
  <message>
   <source>{file}: the label is {label}, the teacher said {teacher}, the student {guess}.</source>
   <translation>{file}: nhãn là {label}, thầy trả lời {teacher}, trò trả lời {guess}.</translation>
  </message>
  <message>
   <source>Mistakes</source>
   <translation>Ảnh đoán sai</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Nhãn</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Trả lời</translation>
  </message>
  <message>
   <source>Warning</source>
   <translation>Cảnh báo</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Ghi chú</translation>
  </message>
  <message>
   <source>Show the first only</source>
   <translation>Chỉ hiện cái đầu tiên</translation>
  </message>
  <message>
   <source>Show all {count} warnings</source>
   <translation>Hiện cả {count} cảnh báo</translation>
  </message>
  <message>
   <source>Everything that the run noted also stands in Details.</source>
   <translation>Mọi điều lượt chạy ghi lại cũng có trong Chi tiết.</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Kết quả</translation>
  </message>
  <message>
   <source>Curves</source>
   <translation>Đường cong</translation>
  </message>
  <message>
   <source>The run {run} is not here any more: its folder was removed.</source>
   <translation>Lượt chạy {run} không còn nữa: thư mục của nó đã bị xóa.</translation>
  </message>
  <message>
   <source>The run {run} cannot be read ({reason}).</source>
   <translation>Không đọc được lượt chạy {run} ({reason}).</translation>
  </message>
  <message>
   <source>Runs in the queue before it: {count:d}.</source>
   <translation>Số lượt chạy đứng trước trong hàng đợi: {count:d}.</translation>
  </message>
  <message>
   <source>It starts by itself when the run that is at work has ended.</source>
   <translation>Lượt chạy tự bắt đầu khi lượt đang chạy kết thúc.</translation>
  </message>
  <message>
   <source>That could not be done: {reason}.</source>
   <translation>Không thực hiện được: {reason}.</translation>
  </message>
  <message>
   <source>The name cannot be written to the run's folder ({reason}).</source>
   <translation>Không ghi được tên vào thư mục của lượt chạy ({reason}).</translation>
  </message>
  <message>
   <source>What to see of the run</source>
   <translation>Nội dung cần xem của lượt chạy</translation>
  </message>
  <message>
   <source>Ctrl+Tab goes to the next, Ctrl+Shift+Tab to the one before.</source>
   <translation>Ctrl+Tab chuyển đến phần sau, Ctrl+Shift+Tab về phần trước.</translation>
  </message>
  <message>
   <source>Show all runs</source>
   <translation>Hiện mọi lượt chạy</translation>
  </message>
  <message>
   <source>Opens the list of all runs (Ctrl+Return).</source>
   <translation>Mở danh sách mọi lượt chạy (Ctrl+Return).</translation>
  </message>
  <message>
   <source>The chosen probe image</source>
   <translation>Ảnh dò đang chọn</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>kiểm định</translation>
  </message>
  <message>
   <source>Probe {number:d} of {count:d}</source>
   <translation>Ảnh dò {number:d}/{count:d}</translation>
  </message>
  <message>
   <source>none</source>
   <translation>không có</translation>
  </message>
  <message>
   <source>{share:.0f} % at T = 1</source>
   <translation>{share:.0f} % ở T = 1</translation>
  </message>
  <message>
   <source>bit from the hard label, at T = {temperature:.1f}</source>
   <translation>bit so với nhãn cứng, ở T = {temperature:.1f}</translation>
  </message>
  <message>
   <source>bit, at T = {temperature:.1f}</source>
   <translation>bit, ở T = {temperature:.1f}</translation>
  </message>
  <message>
   <source>The teacher sees {top} here; the student's soft labels will stand beside its own.</source>
   <translation>Mô hình thầy cho ảnh này là {top}; nhãn mềm của trò sẽ hiện bên cạnh nhãn mềm của thầy.</translation>
  </message>
  <message>
   <source>The teacher sees {top} here.</source>
   <translation>Mô hình thầy cho ảnh này là {top}.</translation>
  </message>
  <message>
   <source>The teacher recognises this {label}.</source>
   <translation>Mô hình thầy nhận đúng ảnh {label} này.</translation>
  </message>
  <message>
   <source>The teacher takes this {label} for {mistake}.</source>
   <translation>Mô hình thầy nhầm ảnh {label} này thành {mistake}.</translation>
  </message>
  <message>
   <source>Softens all soft labels on this page anew, without asking a network: a higher temperature shows more of how the classes resemble each other.</source>
   <translation>Làm mềm lại mọi nhãn mềm trên trang này mà không phải chạy mạng nào: nhiệt độ càng cao càng cho thấy rõ các lớp giống nhau ra sao.</translation>
  </message>
  <message>
   <source>as trained: {temperature:.1f}</source>
   <translation>khi huấn luyện: {temperature:.1f}</translation>
  </message>
  <message>
   <source>Goes back to the temperature that the run trains with (a double click on the slider does too).</source>
   <translation>Trở về nhiệt độ mà lượt chạy dùng để huấn luyện (nhấp đúp vào thanh trượt cũng được).</translation>
  </message>
  <message>
   <source>Which probe images to show</source>
   <translation>Ảnh dò nào được hiện</translation>
  </message>
  <message>
   <source>All probe images, those on which the two disagree at the latest epoch, or those of one class; the highest KL divergence first (Ctrl+F).</source>
   <translation>Mọi ảnh dò, những ảnh mà hai mô hình bất đồng ở epoch mới nhất, hoặc ảnh của một lớp; phân kỳ KL cao nhất đứng trước (Ctrl+F).</translation>
  </message>
  <message>
   <source>Which network to hold against the teacher</source>
   <translation>Mạng nào được đem so với mô hình thầy</translation>
  </message>
  <message>
   <source>Shows what the student, taught by the teacher, thinks.</source>
   <translation>Cho thấy mô hình trò được thầy dạy nghĩ gì.</translation>
  </message>
  <message>
   <source>Shows what the same student thinks that was trained without the teacher.</source>
   <translation>Cho thấy chính mô hình trò ấy nghĩ gì khi được huấn luyện không có thầy.</translation>
  </message>
  <message>
   <source>Arrow keys choose an image, Home and End the first and the last; Space plays the epochs.</source>
   <translation>Phím mũi tên chọn ảnh, Home và End chọn ảnh đầu và ảnh cuối; phím Space phát lần lượt các epoch.</translation>
  </message>
  <message>
   <source>Probe {number:d} of {count:d}: {label}</source>
   <translation>Ảnh dò {number:d}/{count:d}: {label}</translation>
  </message>
  <message>
   <source>Wrong, hardest first</source>
   <translation>Sai, khó nhất trước</translation>
  </message>
  <message>
   <source>Disagree, hardest first</source>
   <translation>Bất đồng, khó nhất trước</translation>
  </message>
  <message>
   <source>Teacher is wrong: {differ:d} of {count:d}</source>
   <translation>Thầy đoán sai: {differ:d}/{count:d}</translation>
  </message>
  <message>
   <source>Baseline disagrees: {differ:d} of {count:d}</source>
   <translation>Đối chứng bất đồng: {differ:d}/{count:d}</translation>
  </message>
  <message>
   <source>Student disagrees: {differ:d} of {count:d}</source>
   <translation>Trò bất đồng: {differ:d}/{count:d}</translation>
  </message>
  <message>
   <source>All, hardest first</source>
   <translation>Tất cả, khó nhất trước</translation>
  </message>
  <message>
   <source>The result stands here once the run has been measured.</source>
   <translation>Kết quả sẽ hiện ở đây khi lượt chạy được đo xong.</translation>
  </message>
  <message>
   <source>The run ended before its network was measured: there is no result.</source>
   <translation>Lượt chạy kết thúc trước khi mạng của nó được đo: không có kết quả.</translation>
  </message>
  <message>
   <source>The result stands here once the run has been trained and measured.</source>
   <translation>Kết quả sẽ hiện ở đây khi lượt chạy được huấn luyện và đo xong.</translation>
  </message>
  <message>
   <source>Shows what teacher, student and exported files say of an image, side by side.</source>
   <translation>Hiện kết quả của thầy, trò và các tệp đã xuất trên một ảnh, cạnh nhau.</translation>
  </message>
  <message>
   <source>Repeat with 2 more seeds</source>
   <translation>Lặp lại với 2 hạt giống nữa</translation>
  </message>
  <message>
   <source>Queues this run twice more with other seeds: chance weighs less in the verdict over all of them.</source>
   <translation>Xếp lượt chạy này vào hàng đợi thêm hai lần với hạt giống khác: trong kết luận chung, yếu tố ngẫu nhiên sẽ bớt ảnh hưởng.</translation>
  </message>
  <message>
   <source>Train one with a baseline</source>
   <translation>Huấn luyện kèm đối chứng</translation>
  </message>
  <message>
   <source>Opens Distil with these settings, and with the same student trained without the teacher too.</source>
   <translation>Mở trang Chưng cất với các thiết lập này, kèm theo chính mô hình trò ấy được huấn luyện không có thầy.</translation>
  </message>
  <message>
   <source>Use as teacher</source>
   <translation>Dùng làm thầy</translation>
  </message>
  <message>
   <source>Opens Distil with this network as the teacher (Ctrl+Return).</source>
   <translation>Mở trang Chưng cất với mạng này làm mô hình thầy (Ctrl+Return).</translation>
  </message>
  <message>
   <source>Seeds {seeds} are queued: the verdict over all seeds will stand here.</source>
   <translation>Các hạt giống {seeds} đang trong hàng đợi: kết luận chung cho mọi hạt giống sẽ hiện ở đây.</translation>
  </message>
  <message>
   <source>Seed {seed} is queued: the verdict over all seeds will stand here.</source>
   <translation>Hạt giống {seed} đang trong hàng đợi: kết luận chung cho mọi hạt giống sẽ hiện ở đây.</translation>
  </message>
  <message>
   <source>Seed {seed}, below, alone: {student_top1:.1f} % with the teacher, {baseline_top1:.1f} % without.</source>
   <translation>Riêng hạt giống {seed} ở dưới: {student_top1:.1f} % khi có thầy, {baseline_top1:.1f} % khi không có thầy.</translation>
  </message>
  <message>
   <source>The student's mistakes</source>
   <translation>Ảnh trò đoán sai</translation>
  </message>
  <message>
   <source>Accuracy with its 95 % interval</source>
   <translation>Độ chính xác và khoảng tin cậy 95 %</translation>
  </message>
  <message>
   <source>bars: 95 % interval</source>
   <translation>khoảng tin cậy 95 %</translation>
  </message>
  <message>
   <source>Wilson's interval: with another set of as many images, the accuracy would lie in it 95 times in 100.</source>
   <translation>Khoảng Wilson: với một tập khác có cùng số ảnh, cứ 100 lần thì 95 lần độ chính xác nằm trong khoảng này.</translation>
  </message>
  <message>
   <source>accuracy on {images:,} test images, %</source>
   <translation>độ chính xác trên {images:,} ảnh kiểm tra, %</translation>
  </message>
  <message>
   <source>accuracy on {images:,} validation images, %</source>
   <translation>độ chính xác trên {images:,} ảnh kiểm định, %</translation>
  </message>
  <message>
   <source>Cost</source>
   <translation>Chi phí</translation>
  </message>
  <message>
   <source>What the networks cost</source>
   <translation>Chi phí của các mạng</translation>
  </message>
  <message>
   <source>Size of the weights file</source>
   <translation>Kích thước tệp trọng số</translation>
  </message>
  <message>
   <source>Time for one image, median</source>
   <translation>Thời gian mỗi ảnh, trung vị</translation>
  </message>
  <message>
   <source>Compute for one image</source>
   <translation>Tính toán mỗi ảnh</translation>
  </message>
  <message>
   <source>about the same</source>
   <translation>gần bằng nhau</translation>
  </message>
  <message>
   <source>{times:.1f}× larger</source>
   <translation>lớn hơn {times:.1f}×</translation>
  </message>
  <message>
   <source>{times:.1f}× faster</source>
   <translation>nhanh hơn {times:.1f}×</translation>
  </message>
  <message>
   <source>{times:.1f}× slower</source>
   <translation>chậm hơn {times:.1f}×</translation>
  </message>
  <message>
   <source>{milliseconds:.2f} ms</source>
   <translation>{milliseconds:.2f} ms</translation>
  </message>
  <message>
   <source>How alike they think</source>
   <translation>Nghĩ giống nhau đến đâu</translation>
  </message>
  <message>
   <source>Share of the images on which the top class is the teacher's, right or wrong.</source>
   <translation>Tỷ lệ ảnh có lớp cao nhất trùng với lớp của thầy, dù đúng hay sai.</translation>
  </message>
  <message>
   <source>KL to the teacher at T = 1</source>
   <translation>KL so với thầy ở T = 1</translation>
  </message>
  <message>
   <source>Mean KL divergence from the teacher's soft labels, in bits: 0 where both say exactly the same.</source>
   <translation>Phân kỳ KL trung bình so với nhãn mềm của thầy, tính bằng bit: bằng 0 khi cả hai cho ra hoàn toàn như nhau.</translation>
  </message>
  <message>
   <source>{bits:.3f} bit</source>
   <translation>{bits:.3f} bit</translation>
  </message>
  <message>
   <source>Calibration error, ECE</source>
   <translation>Sai số hiệu chuẩn, ECE</translation>
  </message>
  <message>
   <source>How far confidence and accuracy lie apart, over 15 steps of confidence: 0 % for honest confidence.</source>
   <translation>Độ tin cậy và độ chính xác cách nhau bao xa, tính trên 15 bậc độ tin cậy: 0 % khi độ tin cậy đúng với thực tế.</translation>
  </message>
  <message>
   <source>Shows all mistakes, the surest first.</source>
   <translation>Hiện mọi ảnh đoán sai, độ tin cậy cao nhất đứng trước.</translation>
  </message>
  <message>
   <source>The file with the result of each image is missing or broken: the rest stands.</source>
   <translation>Tệp kết quả của từng ảnh bị thiếu hoặc hỏng: phần còn lại vẫn có giá trị.</translation>
  </message>
  <message>
   <source>All {images:,} images are right.</source>
   <translation>Cả {images:,} ảnh đều đúng.</translation>
  </message>
  <message>
   <source>{shown:,} of {count:,} mistakes of the teacher</source>
   <translation>{shown:,} trên {count:,} ảnh thầy đoán sai</translation>
  </message>
  <message>
   <source>{shown:,} of {count:,} mistakes of the student</source>
   <translation>{shown:,} trên {count:,} ảnh trò đoán sai</translation>
  </message>
  <message>
   <source>All {count:,} mistakes of the teacher</source>
   <translation>Cả {count:,} ảnh thầy đoán sai</translation>
  </message>
  <message>
   <source>All {count:,} mistakes of the student</source>
   <translation>Cả {count:,} ảnh trò đoán sai</translation>
  </message>
  <message>
   <source>Mistakes of the teacher</source>
   <translation>Ảnh thầy đoán sai</translation>
  </message>
  <message>
   <source>Mistakes of the student</source>
   <translation>Ảnh trò đoán sai</translation>
  </message>
  <message>
   <source>Open in Soft labels</source>
   <translation>Mở trong Nhãn mềm</translation>
  </message>
  <message>
   <source>The chosen image is a probe: see its soft labels, epoch by epoch.</source>
   <translation>Ảnh đang chọn là ảnh dò: xem nhãn mềm của nó qua từng epoch.</translation>
  </message>
  <message>
   <source>Saves this chart as PNG or SVG, or its numbers as CSV.</source>
   <translation>Lưu biểu đồ này dưới dạng PNG hoặc SVG, hoặc lưu số liệu dưới dạng CSV.</translation>
  </message>
  <message>
   <source>top probability at T = {temperature:.1f}</source>
   <translation>xác suất cao nhất ở T = {temperature:.1f}</translation>
  </message>
  <message>
   <source>entropy at T = {temperature:.1f}, bit</source>
   <translation>entropy ở T = {temperature:.1f}, bit</translation>
  </message>
  <message>
   <source>Ctrl+S or a right click saves this chart as PNG, SVG or CSV.</source>
   <translation>Ctrl+S hoặc nhấp chuột phải để lưu biểu đồ này dưới dạng PNG, SVG hoặc CSV.</translation>
  </message>
  <message>
   <source>Hard label</source>
   <translation>Nhãn cứng</translation>
  </message>
  <message>
   <source>Top classes: all {count:d}</source>
   <translation>Lớp cao nhất: cả {count:d}</translation>
  </message>
  <message>
   <source>Top {shown:d} of {count:,d}, and rest</source>
   <translation>{shown:d}/{count:,d} lớp cao nhất, và còn lại</translation>
  </message>
  <message>
   <source>mean</source>
   <translation>trung bình</translation>
  </message>
  <message>
   <source>KL divergence over all probe images</source>
   <translation>Phân kỳ KL trên mọi ảnh dò</translation>
  </message>
  <message>
   <source>right on {agree:d} of {count:d}</source>
   <translation>đúng {agree:d}/{count:d}</translation>
  </message>
  <message>
   <source>KL(hard label ‖ teacher), bit</source>
   <translation>KL(nhãn cứng ‖ thầy), bit</translation>
  </message>
  <message>
   <source>agree on {agree:d} of {count:d}</source>
   <translation>đồng thuận {agree:d}/{count:d}</translation>
  </message>
  <message>
   <source>KL(teacher ‖ baseline), bit</source>
   <translation>KL(thầy ‖ đối chứng), bit</translation>
  </message>
  <message>
   <source>KL(teacher ‖ student), bit</source>
   <translation>KL(thầy ‖ trò), bit</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Tiến độ</translation>
  </message>
  <message>
   <source>This run waits for its turn; its soft labels will stand here.</source>
   <translation>Lượt chạy này đang chờ đến lượt; nhãn mềm của nó sẽ hiện ở đây.</translation>
  </message>
  <message>
   <source>This run ended before its first soft labels were stored.</source>
   <translation>Lượt chạy này kết thúc trước khi nhãn mềm đầu tiên được lưu.</translation>
  </message>
  <message>
   <source>The dataset is being prepared; the soft labels of its probe images will stand here.</source>
   <translation>Đang chuẩn bị tập dữ liệu; nhãn mềm của các ảnh dò sẽ hiện ở đây.</translation>
  </message>
  <message>
   <source>The teacher begins to train; its soft labels will stand here after the first epoch.</source>
   <translation>Mô hình thầy bắt đầu được huấn luyện; nhãn mềm của nó sẽ hiện ở đây sau epoch đầu tiên.</translation>
  </message>
  <message>
   <source>The teacher is being asked; its soft labels will stand here.</source>
   <translation>Đang lấy nhãn mềm của mô hình thầy; chúng sẽ hiện ở đây.</translation>
  </message>
  <message>
   <source>before training</source>
   <translation>trước huấn luyện</translation>
  </message>
  <message>
   <source>epoch {epoch:d}</source>
   <translation>epoch {epoch:d}</translation>
  </message>
  <message>
   <source>Baseline, before training</source>
   <translation>Đối chứng, trước huấn luyện</translation>
  </message>
  <message>
   <source>Baseline, epoch {epoch:d}</source>
   <translation>Đối chứng, epoch {epoch:d}</translation>
  </message>
  <message>
   <source>Student, before training</source>
   <translation>Trò, trước huấn luyện</translation>
  </message>
  <message>
   <source>Student, epoch {epoch:d}</source>
   <translation>Trò, epoch {epoch:d}</translation>
  </message>
  <message>
   <source>Confidence over all probe images</source>
   <translation>Độ tin cậy trên mọi ảnh dò</translation>
  </message>
  <message>
   <source>top probability</source>
   <translation>xác suất cao nhất</translation>
  </message>
  <message>
   <source>Entropy over all probe images</source>
   <translation>Entropy trên mọi ảnh dò</translation>
  </message>
  <message>
   <source>entropy, bit</source>
   <translation>entropy, bit</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Độ tin cậy</translation>
  </message>
  <message>
   <source>Entropy</source>
   <translation>Entropy</translation>
  </message>
  <message>
   <source>Select a run first.</source>
   <translation>Hãy chọn một lượt chạy trước.</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>Xếp theo</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Mở</translation>
  </message>
  <message>
   <source>Show the run's page (Return).</source>
   <translation>Hiện trang của lượt chạy (Return).</translation>
  </message>
  <message>
   <source>Change the run's name, in the table.</source>
   <translation>Đổi tên lượt chạy ngay trong bảng.</translation>
  </message>
  <message>
   <source>Tags and note</source>
   <translation>Thẻ và ghi chú</translation>
  </message>
  <message>
   <source>Change the run's tags and note, below the table.</source>
   <translation>Đổi thẻ và ghi chú của lượt chạy ở bên dưới bảng.</translation>
  </message>
  <message>
   <source>Show the run's files in the system's file manager.</source>
   <translation>Hiện các tệp của lượt chạy trong trình quản lý tệp của hệ thống.</translation>
  </message>
  <message>
   <source>Import a run…</source>
   <translation>Nhập lượt chạy…</translation>
  </message>
  <message>
   <source>Copy the folder of a run from elsewhere; you can also drop it on this page.</source>
   <translation>Sao chép thư mục của một lượt chạy từ nơi khác; cũng có thể thả thư mục vào trang này.</translation>
  </message>
  <message>
   <source>Go on with the run from its last whole epoch.</source>
   <translation>Chạy tiếp lượt chạy từ epoch trọn vẹn cuối cùng.</translation>
  </message>
  <message>
   <source>Stop at the next batch and keep the place.</source>
   <translation>Dừng ở lô kế tiếp và giữ nguyên vị trí.</translation>
  </message>
  <message>
   <source>Move up</source>
   <translation>Đưa lên</translation>
  </message>
  <message>
   <source>Let the waiting run start earlier.</source>
   <translation>Cho lượt chạy đang chờ bắt đầu sớm hơn.</translation>
  </message>
  <message>
   <source>Move down</source>
   <translation>Đưa xuống</translation>
  </message>
  <message>
   <source>Let the waiting run start later.</source>
   <translation>Cho lượt chạy đang chờ bắt đầu muộn hơn.</translation>
  </message>
  <message>
   <source>Remove from queue</source>
   <translation>Bỏ khỏi hàng đợi</translation>
  </message>
  <message>
   <source>Take the waiting run out; its settings go to the system's trash.</source>
   <translation>Bỏ lượt chạy đang chờ ra; thiết lập của nó được chuyển vào thùng rác của hệ thống.</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Xóa…</translation>
  </message>
  <message>
   <source>Move to the system's trash.</source>
   <translation>Chuyển vào thùng rác của hệ thống.</translation>
  </message>
  <message>
   <source>No program opens folders here: the run lies in {folder}.</source>
   <translation>Máy này không có chương trình mở thư mục: lượt chạy nằm trong {folder}.</translation>
  </message>
  <message>
   <source>Only a run that was paused, interrupted or failed can be resumed.</source>
   <translation>Chỉ có thể chạy tiếp lượt chạy đã tạm dừng, bị gián đoạn hoặc thất bại.</translation>
  </message>
  <message>
   <source>Only the run at work can be paused.</source>
   <translation>Chỉ có thể tạm dừng lượt đang chạy.</translation>
  </message>
  <message>
   <source>Only runs that wait can be moved.</source>
   <translation>Chỉ có thể di chuyển lượt chạy đang chờ.</translation>
  </message>
  <message>
   <source>The run was taken out of the queue: its settings are in the system's trash.</source>
   <translation>Lượt chạy đã được bỏ khỏi hàng đợi: thiết lập của nó nằm trong thùng rác của hệ thống.</translation>
  </message>
  <message>
   <source>Only runs that wait can be taken out of the queue.</source>
   <translation>Chỉ có thể bỏ lượt chạy đang chờ khỏi hàng đợi.</translation>
  </message>
  <message>
   <source>{name} is at work: pause it first, then delete it.</source>
   <translation>{name} đang chạy: hãy tạm dừng trước rồi mới xóa.</translation>
  </message>
  <message>
   <source>Move {name} ({size:.1f} MB) to the trash?</source>
   <translation>Chuyển {name} ({size:.1f} MB) vào thùng rác?</translation>
  </message>
  <message>
   <source>Move {count:d} runs ({size:.1f} MB) to the trash?</source>
   <translation>Chuyển {count:d} lượt chạy ({size:.1f} MB) vào thùng rác?</translation>
  </message>
  <message>
   <source>Move to the trash</source>
   <translation>Chuyển vào thùng rác</translation>
  </message>
  <message>
   <source>The system's trash takes them: they can be restored from there.</source>
   <translation>Thùng rác của hệ thống giữ chúng: có thể khôi phục từ đó.</translation>
  </message>
  <message>
   <source>{count:d} in the system's trash: restore to {folder} what you miss.</source>
   <translation>{count:d} lượt chạy nằm trong thùng rác của hệ thống: cần lượt nào thì khôi phục vào {folder}.</translation>
  </message>
  <message>
   <source>Import a run's folder</source>
   <translation>Nhập thư mục lượt chạy</translation>
  </message>
  <message>
   <source>Student accuracy</source>
   <translation>Độ chính xác của trò</translation>
  </message>
  <message>
   <source>on the probe images</source>
   <translation>trên các ảnh dò</translation>
  </message>
  <message>
   <source>Reset the axes</source>
   <translation>Đặt lại các trục</translation>
  </message>
  <message>
   <source>Show all epochs again (Ctrl+wheel zooms).</source>
   <translation>Hiện lại mọi epoch (Ctrl+con lăn để thu phóng).</translation>
  </message>
  <message>
   <source>Settings that differ</source>
   <translation>Thiết lập khác nhau</translation>
  </message>
  <message>
   <source>{differing:d} of {total:d}; the rest are equal</source>
   <translation>{differing:d} trên {total:d}; còn lại giống nhau</translation>
  </message>
  <message>
   <source>Clear the filter.</source>
   <translation>Xóa bộ lọc.</translation>
  </message>
  <message>
   <source>Filter by name, tag, model, dataset</source>
   <translation>Lọc theo tên, thẻ, mô hình, tập dữ liệu</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Lọc</translation>
  </message>
  <message>
   <source>Show runs that hold all these words in name, tags, models, dataset or note (Ctrl+F).</source>
   <translation>Hiện các lượt chạy có đủ những từ này trong tên, thẻ, mô hình, tập dữ liệu hoặc ghi chú (Ctrl+F).</translation>
  </message>
  <message>
   <source>Show runs in this state.</source>
   <translation>Hiện các lượt chạy ở trạng thái này.</translation>
  </message>
  <message>
   <source>All states</source>
   <translation>Mọi trạng thái</translation>
  </message>
  <message>
   <source>Show runs of this task.</source>
   <translation>Hiện các lượt chạy có nhiệm vụ này.</translation>
  </message>
  <message>
   <source>All tasks</source>
   <translation>Mọi nhiệm vụ</translation>
  </message>
  <message>
   <source>Move the selected runs to the system's trash, after a question (Delete).</source>
   <translation>Chuyển các lượt chạy đang chọn vào thùng rác của hệ thống, sau khi hỏi lại (Delete).</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Thêm</translation>
  </message>
  <message>
   <source>What else can be done: rename, resume, import …</source>
   <translation>Những việc khác có thể làm: đổi tên, chạy tiếp, nhập …</translation>
  </message>
  <message>
   <source>Clear the filter and both choices.</source>
   <translation>Xóa bộ lọc và cả hai lựa chọn.</translation>
  </message>
  <message>
   <source>No run matches the filter.</source>
   <translation>Không có lượt chạy nào khớp bộ lọc.</translation>
  </message>
  <message>
   <source>Select one run to see what came of it, or up to four to compare their curves and settings.</source>
   <translation>Chọn một lượt chạy để xem kết quả, hoặc chọn tối đa bốn lượt để so sánh đường cong và thiết lập.</translation>
  </message>
  <message>
   <source>Distil the sample that ships with KD Studio: under three minutes, nothing is downloaded.</source>
   <translation>Chưng cất bộ mẫu đi kèm KD Studio: chưa đến ba phút, không phải tải gì xuống.</translation>
  </message>
  <message>
   <source>Here will stand every run, with its accuracy, its size and its gain from the teacher.</source>
   <translation>Mọi lượt chạy sẽ hiện ở đây, kèm độ chính xác, kích thước và mức tăng nhờ thầy.</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Đang dừng</translation>
  </message>
  <message>
   <source>Baseline {epoch:d} of {epochs:d}</source>
   <translation>Đối chứng {epoch:d}/{epochs:d}</translation>
  </message>
  <message>
   <source>{epoch:d} of {epochs:d}</source>
   <translation>{epoch:d}/{epochs:d}</translation>
  </message>
  <message>
   <source>{count:d} selected</source>
   <translation>đã chọn {count:d}</translation>
  </message>
  <message>
   <source>Four runs are compared already: deselect one of them first.</source>
   <translation>Đã có bốn lượt chạy được so sánh: hãy bỏ chọn một lượt trước.</translation>
  </message>
  <message>
   <source>Set up a new run with the settings of {name}.</source>
   <translation>Lập lượt chạy mới với thiết lập của {name}.</translation>
  </message>
  <message>
   <source>Select a run first: its settings are taken for a new one.</source>
   <translation>Hãy chọn một lượt chạy trước: thiết lập của nó được dùng cho lượt chạy mới.</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Tóm tắt</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Thẻ</translation>
  </message>
  <message>
   <source>Tags, with commas between</source>
   <translation>Thẻ, cách nhau bằng dấu phẩy</translation>
  </message>
  <message>
   <source>Words to find the run by, with commas between (Ctrl+T).</source>
   <translation>Những từ dùng để tìm lượt chạy, cách nhau bằng dấu phẩy (Ctrl+T).</translation>
  </message>
  <message>
   <source>What you want to remember of the run; it is kept when the keyboard leaves the field.</source>
   <translation>Điều cần nhớ về lượt chạy; nội dung được lưu khi con trỏ rời khỏi ô này.</translation>
  </message>
  <message>
   <source>This run's folder cannot be read any more.</source>
   <translation>Không còn đọc được thư mục của lượt chạy này.</translation>
  </message>
  <message>
   <source>Its process ended without a word; Resume goes on from the last whole epoch.</source>
   <translation>Tiến trình của lượt chạy kết thúc mà không báo gì; Chạy tiếp sẽ tiếp tục từ epoch trọn vẹn cuối cùng.</translation>
  </message>
  <message>
   <source>It waits for its turn.</source>
   <translation>Đang chờ đến lượt.</translation>
  </message>
  <message>
   <source>Space compares a run, Return opens it, F2 names it, Alt+Up and Alt+Down move one that waits.</source>
   <translation>Space để so sánh lượt chạy, Return để mở, F2 để đặt tên, Alt+Up và Alt+Down để di chuyển lượt đang chờ.</translation>
  </message>
  <message>
   <source>Save the chart</source>
   <translation>Lưu biểu đồ</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Giao diện</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Ngôn ngữ</translation>
  </message>
  <message>
   <source>System</source>
   <translation>Hệ thống</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Tiếng Việt</source>
   <translation>Tiếng Việt</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Chủ đề</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Sáng</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Tối</translation>
  </message>
  <message>
   <source>Changes at once, old runs included: they keep their sentences as data, not as words.</source>
   <translation>Đổi ngay, kể cả ở các lượt chạy cũ: câu chữ của chúng được lưu dưới dạng dữ liệu chứ không phải lời văn.</translation>
  </message>
  <message>
   <source>Both themes show the teacher in blue and the student in orange; System follows the desktop.</source>
   <translation>Cả hai chủ đề đều vẽ thầy bằng màu xanh lam và trò bằng màu cam; Hệ thống nghĩa là theo chủ đề của máy.</translation>
  </message>
  <message>
   <source>New runs</source>
   <translation>Lượt chạy mới</translation>
  </message>
  <message>
   <source>all cores</source>
   <translation>mọi nhân</translation>
  </message>
  <message>
   <source>Processor threads that training may use; fewer keep the computer free for other work. Takes effect with the next run.</source>
   <translation>Số luồng xử lý mà việc huấn luyện được dùng; ít luồng hơn thì máy còn rảnh cho việc khác. Có hiệu lực từ lượt chạy kế tiếp.</translation>
  </message>
  <message>
   <source>Where data lives</source>
   <translation>Nơi lưu dữ liệu</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>Thư mục dữ liệu</translation>
  </message>
  <message>
   <source>Shows the data folder in the system's file manager.</source>
   <translation>Hiện thư mục dữ liệu trong trình quản lý tệp của hệ thống.</translation>
  </message>
  <message>
   <source>Choose another folder…</source>
   <translation>Chọn thư mục khác…</translation>
  </message>
  <message>
   <source>Keeps new data elsewhere from the next start on; nothing is moved.</source>
   <translation>Lưu dữ liệu mới ở nơi khác từ lần khởi động sau; không có gì bị di chuyển.</translation>
  </message>
  <message>
   <source>Runs, composed samples, downloads and these settings are kept here, and nowhere else.</source>
   <translation>Các lượt chạy, bộ mẫu đã dựng, tệp tải xuống và những cài đặt này được lưu ở đây, không ở nơi nào khác.</translation>
  </message>
  <message>
   <source>The environment variable {name} decides; change it there.</source>
   <translation>Biến môi trường {name} quyết định; hãy đổi ở đó.</translation>
  </message>
  <message>
   <source>{size} are free on this disk.</source>
   <translation>Đĩa này còn trống {size}.</translation>
  </message>
  <message>
   <source>From the next start on, data is kept in {folder}. What is here stays here: move it yourself, or bring single runs over by Import on the Runs page.</source>
   <translation>Từ lần khởi động sau, dữ liệu được lưu trong {folder}. Những gì ở đây vẫn ở lại đây: có thể tự chuyển đi, hoặc đưa từng lượt chạy sang bằng lệnh Nhập ở trang Lượt chạy.</translation>
  </message>
  <message>
   <source>Choose a folder for the data</source>
   <translation>Chọn thư mục cho dữ liệu</translation>
  </message>
  <message>
   <source>Space</source>
   <translation>Dung lượng</translation>
  </message>
  <message>
   <source>Samples, splits and downloaded datasets</source>
   <translation>Bộ mẫu, phần chia và tập dữ liệu đã tải</translation>
  </message>
  <message>
   <source>Downloaded models</source>
   <translation>Mô hình đã tải</translation>
  </message>
  <message>
   <source>Clear cache</source>
   <translation>Xóa bộ nhớ đệm</translation>
  </message>
  <message>
   <source>Removes what can be made again; asks first.</source>
   <translation>Xóa những gì tạo lại được; có hỏi trước.</translation>
  </message>
  <message>
   <source>Remove {size}</source>
   <translation>Xóa {size}</translation>
  </message>
  <message>
   <source>Removes the cache now.</source>
   <translation>Xóa bộ nhớ đệm ngay.</translation>
  </message>
  <message>
   <source>Leaves everything as it is.</source>
   <translation>Giữ nguyên mọi thứ.</translation>
  </message>
  <message>
   <source>Cache</source>
   <translation>Bộ nhớ đệm</translation>
  </message>
  <message>
   <source>Composed samples, and splits that no run shows and whose images are still in your dataset. They are made again when needed; runs, downloads and your own files are never touched.</source>
   <translation>Bộ mẫu đã dựng, và những phần chia không còn lượt chạy nào hiển thị mà ảnh vẫn có trong tập dữ liệu gốc. Chúng được tạo lại khi cần; lượt chạy, tệp tải xuống và tệp riêng của người dùng không bao giờ bị động đến.</translation>
  </message>
  <message>
   <source>Remove {size}? Runs of the sample show their images again once the sample is composed anew, by its next run.</source>
   <translation>Xóa {size}? Các lượt chạy trên bộ mẫu sẽ hiện lại ảnh khi bộ mẫu được dựng lại ở lượt chạy kế tiếp của nó.</translation>
  </message>
  <message>
   <source>{size} were removed.</source>
   <translation>Đã xóa {size}.</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Giới thiệu</translation>
  </message>
  <message>
   <source>KD Studio {version} is free software under AGPL-3.0. It stands on the work of others, named here with their licences.</source>
   <translation>KD Studio {version} là phần mềm tự do theo giấy phép AGPL-3.0. Phần mềm dựa trên công trình của những người khác, được nêu tên ở đây cùng giấy phép của họ.</translation>
  </message>
  <message>
   <source>Licences and credits</source>
   <translation>Giấy phép và ghi công</translation>
  </message>
  <message>
   <source>KD Studio</source>
   <translation>KD Studio</translation>
  </message>
  <message>
   <source>Samples</source>
   <translation>Bộ mẫu</translation>
  </message>
  <message>
   <source>Inter</source>
   <translation>Inter</translation>
  </message>
  <message>
   <source>Lucide</source>
   <translation>Lucide</translation>
  </message>
  <message>
   <source>The licence of KD Studio: AGPL-3.0.</source>
   <translation>Giấy phép của KD Studio: AGPL-3.0.</translation>
  </message>
  <message>
   <source>Who drew the sample's images, and under which licences.</source>
   <translation>Ai đã vẽ các ảnh của bộ mẫu, và theo giấy phép nào.</translation>
  </message>
  <message>
   <source>The licence of the font Inter: OFL.</source>
   <translation>Giấy phép của phông chữ Inter: OFL.</translation>
  </message>
  <message>
   <source>The licence of the icons of Lucide: ISC.</source>
   <translation>Giấy phép của bộ biểu tượng Lucide: ISC.</translation>
  </message>
  <message>
   <source>KD Studio: AGPL-3.0 · Inter: OFL · Lucide icons: ISC · sample images: see Samples.</source>
   <translation>KD Studio: AGPL-3.0 · Inter: OFL · biểu tượng Lucide: ISC · ảnh của bộ mẫu: xem Bộ mẫu.</translation>
  </message>
  <message>
   <source>This file is missing from the installation: install KD Studio again.</source>
   <translation>Bản cài đặt thiếu tệp này: hãy cài lại KD Studio.</translation>
  </message>
  <message>
   <source>Trust of model files</source>
   <translation>Tin cậy tệp mô hình</translation>
  </message>
  <message>
   <source>Checkpoints are loaded as data: only known kinds of layers and tensors are rebuilt, and no code in a .pt file is run. A file that asks for more is refused. ONNX files hold data only. This cannot be switched off, so a model from elsewhere can be opened without trusting who made it.</source>
   <translation>Điểm lưu được nạp như dữ liệu: chỉ những loại tầng và tensor đã biết được dựng lại, và không đoạn mã nào trong tệp .pt được chạy. Tệp đòi hỏi nhiều hơn sẽ bị từ chối. Tệp ONNX chỉ chứa dữ liệu. Cơ chế này không tắt được, nên có thể mở mô hình từ nơi khác mà không cần tin người tạo ra nó.</translation>
  </message>
  <message>
   <source>{name} is at work: pause it first, or wait for it.</source>
   <translation>{name} đang chạy: hãy tạm dừng trước, hoặc chờ chạy xong.</translation>
  </message>
  <message>
   <source>An export is at work: stop it first, or wait for it.</source>
   <translation>Một bản xuất đang chạy: hãy dừng trước, hoặc chờ chạy xong.</translation>
  </message>
  <message>
   <source>The run cannot be asked to stop ({reason}): make room on the disk, and ask again.</source>
   <translation>Không thể yêu cầu lượt chạy dừng ({reason}): hãy giải phóng chỗ trên đĩa rồi yêu cầu lại.</translation>
  </message>
  <message>
   <source>No process can be started for {folder} ({reason}): try again.</source>
   <translation>Không khởi động được tiến trình nào cho {folder} ({reason}): hãy thử lại.</translation>
  </message>
  <message>
   <source>Another window of KD Studio works with this data folder: start runs there, this one only looks.</source>
   <translation>Một cửa sổ KD Studio khác đang dùng thư mục dữ liệu này: hãy bắt đầu lượt chạy ở đó, cửa sổ này chỉ để xem.</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>có</translation>
  </message>
  <message>
   <source>no</source>
   <translation>không</translation>
  </message>
  <message>
   <source>{value:.4g}</source>
   <translation>{value:.4g}</translation>
  </message>
  <message>
   <source>{count:d} pairs</source>
   <translation>{count:d} cặp</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Kết quả</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>Độ đồng thuận</translation>
  </message>
  <message>
   <source>ECE</source>
   <translation>ECE</translation>
  </message>
  <message>
   <source>Gain, pts</source>
   <translation>Tăng, điểm</translation>
  </message>
  <message>
   <source>Copy the table</source>
   <translation>Sao chép bảng</translation>
  </message>
  <message>
   <source>The arrow keys move between the models, Ctrl+C copies the table.</source>
   <translation>Phím mũi tên chuyển giữa các mô hình, Ctrl+C sao chép bảng.</translation>
  </message>
  <message>
   <source>The teacher, the student's checkpoint, and the files made of it</source>
   <translation>Mô hình thầy, điểm lưu của mô hình trò, và các tệp tạo từ điểm lưu đó</translation>
  </message>
  <message>
   <source>The share of the images that are right, each model on its runtime</source>
   <translation>Tỷ lệ ảnh đoán đúng, mỗi mô hình chạy trên runtime của nó</translation>
  </message>
  <message>
   <source>Lost, pts</source>
   <translation>Mất, điểm</translation>
  </message>
  <message>
   <source>The difference to the student on the same images, in percentage points</source>
   <translation>Chênh lệch so với mô hình trò trên cùng các ảnh đó, tính bằng điểm phần trăm</translation>
  </message>
  <message>
   <source>Agreement, %</source>
   <translation>Đồng thuận, %</translation>
  </message>
  <message>
   <source>The share of the images on which the top class is the student's, right or wrong</source>
   <translation>Tỷ lệ ảnh có lớp cao nhất trùng với lớp của trò, dù đúng hay sai</translation>
  </message>
  <message>
   <source>Median, ms</source>
   <translation>Trung vị, ms</translation>
  </message>
  <message>
   <source>Time for one image, measured by turns with the other models; half of the calls took less</source>
   <translation>Thời gian mỗi ảnh, đo luân phiên với các mô hình khác; một nửa số lần gọi mất ít hơn</translation>
  </message>
  <message>
   <source>p95, ms</source>
   <translation>p95, ms</translation>
  </message>
  <message>
   <source>Time for one image that 95 of 100 calls did not exceed</source>
   <translation>Thời gian mỗi ảnh mà 95 trên 100 lần gọi không vượt quá</translation>
  </message>
  <message>
   <source>What ships, in millions of bytes</source>
   <translation>Phần được bàn giao, tính bằng triệu byte</translation>
  </message>
  <message>
   <source>Memory, MB</source>
   <translation>Bộ nhớ, MB</translation>
  </message>
  <message>
   <source>The peak while it runs, beyond what its runtime needs by itself</source>
   <translation>Mức cao nhất trong lúc chạy, không kể phần mà bản thân runtime cần</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Kết luận</translation>
  </message>
  <message>
   <source>Whether it lost at most what the budget allows</source>
   <translation>Mức mất có nằm trong ngân sách hay không</translation>
  </message>
  <message>
   <source>within</source>
   <translation>đạt</translation>
  </message>
  <message>
   <source>{name}, FP32</source>
   <translation>{name}, FP32</translation>
  </message>
  <message>
   <source>checkpoint</source>
   <translation>điểm lưu</translation>
  </message>
  <message>
   <source>exact copy</source>
   <translation>bản sao y hệt</translation>
  </message>
  <message>
   <source>half the size</source>
   <translation>nhỏ bằng nửa</translation>
  </message>
  <message>
   <source>weights only</source>
   <translation>chỉ trọng số</translation>
  </message>
  <message>
   <source>all layers</source>
   <translation>mọi tầng</translation>
  </message>
  <message>
   <source>layers with weights only</source>
   <translation>chỉ tầng có trọng số</translation>
  </message>
  <message>
   <source>Runs on {runtime}, computes in {precision}.</source>
   <translation>Chạy trên {runtime}, tính toán ở {precision}.</translation>
  </message>
  <message>
   <source>File: {file}</source>
   <translation>Tệp: {file}</translation>
  </message>
  <message>
   <source>In float: {blocks}</source>
   <translation>Ở số thực: {blocks}</translation>
  </message>
  <message>
   <source>A better one took its place.</source>
   <translation>Đã được thay bằng một tệp tốt hơn.</translation>
  </message>
  <message>
   <source>Asked twice, it did not say the same.</source>
   <translation>Chạy hai lần cho kết quả khác nhau.</translation>
  </message>
  <message>
   <source>Without labelled images it cannot be known how many are right.</source>
   <translation>Thiếu ảnh có nhãn nên không thể biết đúng bao nhiêu ảnh.</translation>
  </message>
  <message>
   <source>{correct:,} of {images:,} images are right.</source>
   <translation>Đúng {correct:,} trên {images:,} ảnh.</translation>
  </message>
  <message>
   <source>95 % interval: {low:.1f} to {high:.1f} %.</source>
   <translation>Khoảng tin cậy 95 %: {low:.1f} đến {high:.1f} %.</translation>
  </message>
  <message>
   <source>Against the student on the same {images:,} images: {points:+.2f} points.</source>
   <translation>So với mô hình trò trên cùng {images:,} ảnh: {points:+.2f} điểm.</translation>
  </message>
  <message>
   <source>One-sided 95 % bounds of the paired bootstrap: {low:+.2f} and {high:+.2f} points.</source>
   <translation>Các cận một phía 95 % theo bootstrap ghép cặp: {low:+.2f} và {high:+.2f} điểm.</translation>
  </message>
  <message>
   <source>Mean KL divergence from the student's soft labels: {bits:.4f} bit.</source>
   <translation>Phân kỳ KL trung bình so với nhãn mềm của trò: {bits:.4f} bit.</translation>
  </message>
  <message>
   <source>Its time was not measured.</source>
   <translation>Không đo thời gian.</translation>
  </message>
  <message>
   <source>Median {median:.3f} ms, p90 {p90:.3f} ms, p95 {p95:.3f} ms over {calls:,} calls.</source>
   <translation>Trung vị {median:.3f} ms, p90 {p90:.3f} ms, p95 {p95:.3f} ms qua {calls:,} lần gọi.</translation>
  </message>
  <message>
   <source>Processor time {cpu:.3f} ms, which is {share:.0f} % of the clock's.</source>
   <translation>Thời gian bộ xử lý {cpu:.3f} ms, bằng {share:.0f} % thời gian đồng hồ.</translation>
  </message>
  <message>
   <source>Threads: {threads:d}.</source>
   <translation>Số luồng: {threads:d}.</translation>
  </message>
  <message>
   <source>Other programs took the processor meanwhile: the processor time is stated.</source>
   <translation>Trong lúc đó chương trình khác chiếm bộ xử lý: thời gian nêu ra là thời gian bộ xử lý.</translation>
  </message>
  <message>
   <source>Not counted: {before:.2f} ms before and {after:.2f} ms after, to prepare and to read.</source>
   <translation>Không tính {before:.2f} ms chuẩn bị lúc trước và {after:.2f} ms đọc kết quả lúc sau.</translation>
  </message>
  <message>
   <source>{count:,} bytes.</source>
   <translation>{count:,} byte.</translation>
  </message>
  <message>
   <source>Zipped: {size}.</source>
   <translation>Nén zip: {size}.</translation>
  </message>
  <message>
   <source>The budget allows {budget:g} points.</source>
   <translation>Ngân sách cho phép {budget:g} điểm.</translation>
  </message>
  <message>
   <source>The budget allows {budget:g} points: at least {floor:.1f} %.</source>
   <translation>Ngân sách cho phép {budget:g} điểm: ít nhất {floor:.1f} %.</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>So sánh</translation>
  </message>
  <message>
   <source>Runs to compare, four at most (Space)</source>
   <translation>Các lượt chạy cần so sánh, tối đa bốn (Space)</translation>
  </message>
  <message>
   <source>What has become of the run</source>
   <translation>Lượt chạy ra sao rồi</translation>
  </message>
  <message>
   <source>The run's name (F2 changes it)</source>
   <translation>Tên lượt chạy (F2 để đổi)</translation>
  </message>
  <message>
   <source>What the networks do</source>
   <translation>Việc mà các mạng làm</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Mô hình</translation>
  </message>
  <message>
   <source>Teacher → student</source>
   <translation>Thầy → trò</translation>
  </message>
  <message>
   <source>What the student was trained on</source>
   <translation>Dữ liệu dùng để huấn luyện mô hình trò</translation>
  </message>
  <message>
   <source>How the soft labels became a loss</source>
   <translation>Cách nhãn mềm trở thành hàm mất mát</translation>
  </message>
  <message>
   <source>Teacher, %</source>
   <translation>Thầy, %</translation>
  </message>
  <message>
   <source>The teacher's accuracy in %, on the images that judge</source>
   <translation>Độ chính xác của mô hình thầy tính bằng %, trên các ảnh dùng để đánh giá</translation>
  </message>
  <message>
   <source>Student, %</source>
   <translation>Trò, %</translation>
  </message>
  <message>
   <source>The student's accuracy in %, on the images that judge</source>
   <translation>Độ chính xác của mô hình trò tính bằng %, trên các ảnh dùng để đánh giá</translation>
  </message>
  <message>
   <source>Baseline, %</source>
   <translation>Đối chứng, %</translation>
  </message>
  <message>
   <source>The accuracy in % of the same student, trained without the teacher</source>
   <translation>Độ chính xác tính bằng % của chính mô hình trò ấy, được huấn luyện không có thầy</translation>
  </message>
  <message>
   <source>How much better the student is than its baseline, in percentage points</source>
   <translation>Mô hình trò hơn đối chứng bao nhiêu, tính bằng điểm phần trăm</translation>
  </message>
  <message>
   <source>The size of the trained network's file</source>
   <translation>Kích thước tệp của mạng đã huấn luyện</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>Ngày</translation>
  </message>
  <message>
   <source>When the run ended, or began</source>
   <translation>Lúc lượt chạy kết thúc, hoặc bắt đầu</translation>
  </message>
  <message>
   <source>Queued</source>
   <translation>Đang chờ</translation>
  </message>
  <message>
   <source>DKD</source>
   <translation>DKD</translation>
  </message>
  <message>
   <source>DIST</source>
   <translation>DIST</translation>
  </message>
  <message>
   <source>Logit std</source>
   <translation>Logit std</translation>
  </message>
  <message>
   <source>Top class</source>
   <translation>Lớp cao nhất</translation>
  </message>
  <message>
   <source>It waits for its turn; Alt+Up and Alt+Down, or the mouse, change the order.</source>
   <translation>Đang chờ đến lượt; dùng Alt+Up và Alt+Down hoặc chuột để đổi thứ tự.</translation>
  </message>
  <message>
   <source>It is at work.</source>
   <translation>Đang chạy.</translation>
  </message>
  <message>
   <source>It did all that it had to do.</source>
   <translation>Đã làm xong mọi việc cần làm.</translation>
  </message>
  <message>
   <source>It was paused and keeps its place: Resume goes on.</source>
   <translation>Đã tạm dừng và giữ nguyên vị trí: Chạy tiếp để tiếp tục.</translation>
  </message>
  <message>
   <source>It could not go on: open it to see why.</source>
   <translation>Không thể tiếp tục: mở lượt chạy để xem lý do.</translation>
  </message>
  <message>
   <source>Queued {place:d}</source>
   <translation>Chờ thứ {place:d}</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Khởi động</translation>
  </message>
  <message>
   <source>So far, on the probe images.</source>
   <translation>Tính đến lúc này, trên các ảnh dò.</translation>
  </message>
  <message>
   <source>Compared</source>
   <translation>Đang so sánh</translation>
  </message>
  <message>
   <source>Not compared</source>
   <translation>Không so sánh</translation>
  </message>
  <message>
   <source>now</source>
   <translation>lúc này</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>hôm qua</translation>
  </message>
  <message>
   <source>The student was worse than its baseline, which had no teacher.</source>
   <translation>Mô hình trò kém hơn mô hình đối chứng vốn không có thầy.</translation>
  </message>
  <message>
   <source>The student was better than its baseline, which had no teacher.</source>
   <translation>Mô hình trò tốt hơn mô hình đối chứng vốn không có thầy.</translation>
  </message>
  <message>
   <source>The student was as good as its baseline, which had no teacher.</source>
   <translation>Mô hình trò ngang với mô hình đối chứng vốn không có thầy.</translation>
  </message>
  <message>
   <source>{millions:.2f} M</source>
   <translation>{millions:.2f} triệu</translation>
  </message>
  <message>
   <source>about {seconds:d} s</source>
   <translation>khoảng {seconds:d} giây</translation>
  </message>
  <message>
   <source>about {minutes:d} min</source>
   <translation>khoảng {minutes:d} phút</translation>
  </message>
  <message>
   <source>about {minutes:d} min {seconds:d} s</source>
   <translation>khoảng {minutes:d} phút {seconds:d} giây</translation>
  </message>
  <message>
   <source>about {hours:.1f} h</source>
   <translation>khoảng {hours:.1f} giờ</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Đóng</translation>
  </message>
  <message>
   <source>Close this message (Escape).</source>
   <translation>Đóng thông báo này (Escape).</translation>
  </message>
  <message>
   <source>Do nothing (Escape).</source>
   <translation>Không làm gì (Escape).</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Chọn…</translation>
  </message>
  <message>
   <source>Browse…</source>
   <translation>Duyệt…</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Phát</translation>
  </message>
  <message>
   <source>Plays the epochs, 4 a second (Space).</source>
   <translation>Phát lần lượt các epoch, 4 epoch mỗi giây (Space).</translation>
  </message>
  <message>
   <source>What the network thought after an earlier epoch. ← and → move, Home and End, Space plays.</source>
   <translation>Mạng đã nghĩ gì sau một epoch trước đó. ← và →, Home và End để di chuyển, Space để phát.</translation>
  </message>
  <message>
   <source>{epoch:d}, latest</source>
   <translation>{epoch:d}, mới nhất</translation>
  </message>
  <message>
   <source>Stop playing</source>
   <translation>Dừng phát</translation>
  </message>
  <message>
   <source>Nothing is running</source>
   <translation>Không có lượt chạy nào</translation>
  </message>
  <message>
   <source>Show the run that is at work.</source>
   <translation>Hiện lượt đang chạy.</translation>
  </message>
  <message>
   <source>The run that is at work</source>
   <translation>Lượt đang chạy</translation>
  </message>
  <message>
   <source>{count:d} waiting</source>
   <translation>{count:d} đang chờ</translation>
  </message>
  <message>
   <source>The image that is tried</source>
   <translation>Ảnh đang thử</translation>
  </message>
  <message>
   <source>Choose an image…</source>
   <translation>Chọn ảnh…</translation>
  </message>
  <message>
   <source>Opens an image file; one can also be dropped anywhere here.</source>
   <translation>Mở một tệp ảnh; cũng có thể thả ảnh vào bất kỳ đâu ở đây.</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>Mọi tệp</translation>
  </message>
  <message>
   <source>Choose an image</source>
   <translation>Chọn ảnh</translation>
  </message>
  <message>
   <source>Label: {name}</source>
   <translation>Nhãn: {name}</translation>
  </message>
  <message>
   <source>The models are looking at the image…</source>
   <translation>Các mô hình đang xem ảnh…</translation>
  </message>
  <message>
   <source>Drop an image here, or choose one: every model says what it sees, and how long it took.</source>
   <translation>Thả ảnh vào đây, hoặc chọn ảnh: mỗi mô hình cho biết nó thấy gì và mất bao lâu.</translation>
  </message>
  <message>
   <source>Teacher and student run in PyTorch here, the files on their own runtime, all with as many threads. The proof compares their times with more care.</source>
   <translation>Ở đây thầy và trò chạy bằng PyTorch, các tệp chạy trên runtime của chúng, tất cả cùng số luồng. Bản kiểm chứng so sánh thời gian của chúng kỹ hơn.</translation>
  </message>
  <message>
   <source>{folder} is being written by another process: wait for it, or stop it.</source>
   <translation>Một tiến trình khác đang ghi vào {folder}: hãy chờ nó xong, hoặc dừng nó.</translation>
  </message>
  <message>
   <source>The program is ending.</source>
   <translation>Chương trình đang kết thúc.</translation>
  </message>
  <message>
   <source>The helper process ended before it answered (exit code {code}): try again. What it printed stands in {log}.</source>
   <translation>Tiến trình nền kết thúc trước khi trả lời (mã thoát {code}): hãy thử lại. Những gì nó in ra nằm trong {log}.</translation>
  </message>
  <message>
   <source>{folder} holds another job: choose another folder.</source>
   <translation>{folder} chứa một tác vụ khác: hãy chọn thư mục khác.</translation>
  </message>
  <message>
   <source>The helper process took too long to answer and was ended: try again. What it printed stands in {log}.</source>
   <translation>Tiến trình nền trả lời quá lâu nên đã bị kết thúc: hãy thử lại. Những gì nó in ra nằm trong {log}.</translation>
  </message>
  <message>
   <source>This could not be found out: {kind}: {message}. The whole story stands in {log}.</source>
   <translation>Không xác định được điều này: {kind}: {message}. Toàn bộ diễn biến nằm trong {log}.</translation>
  </message>
  <message>
   <source>The disk that holds {folder} is full: free some space, then resume.</source>
   <translation>Đĩa chứa {folder} đã đầy: hãy giải phóng dung lượng rồi chạy tiếp.</translation>
  </message>
  <message>
   <source>The memory is used up: choose a smaller batch or image size, then start again.</source>
   <translation>Đã hết bộ nhớ: hãy chọn cỡ lô hoặc cỡ ảnh nhỏ hơn rồi bắt đầu lại.</translation>
  </message>
  <message>
   <source>The job failed with {kind}: {message}. The whole story stands in {log}; the run can be resumed.</source>
   <translation>Tác vụ thất bại với {kind}: {message}. Toàn bộ diễn biến nằm trong {log}; lượt chạy có thể chạy tiếp.</translation>
  </message>
 </context>
</TS>
